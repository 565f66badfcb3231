import { mergeConfig } from 'vitest/config'
import { project } from '../config/vitest.ts'

/** The template and the code of the tutorial are tested here as they stand. */
export default mergeConfig(project('create-connector'), {
  test: { include: ['template/src/**/*.test.ts', 'tutorial/*.test.ts'] },
})
