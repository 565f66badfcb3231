import { mergeConfig } from 'vitest/config'
import { project } from '../config/vitest.ts'

/** The template, the code of the tutorial and that of the handbook are tested here as they stand. */
export default mergeConfig(project('create-connector'), {
  test: { include: ['template/src/**/*.test.ts', 'tutorial/*.test.ts', 'handbook/*.test.ts'] },
})
