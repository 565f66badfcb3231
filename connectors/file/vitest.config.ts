import { mergeConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'

export default mergeConfig(project('file'), {
  // vitest.alone.config.ts has it.
  test: { exclude: ['src/memory.test.ts'] },
})
