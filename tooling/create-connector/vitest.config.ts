import { mergeConfig } from 'vitest/config'
import { project } from '../config/vitest.ts'

/** What the template writes is tested here as it stands, by its own tests. */
export default mergeConfig(project('create-connector'), {
  test: { include: ['template/src/**/*.test.ts'] },
})
