import { mergeConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'

export default mergeConfig(project('bench'), {
  test: { globalSetup: ['src/built-host-setup.ts'] },
})
