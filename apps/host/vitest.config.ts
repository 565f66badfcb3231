import { mergeConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'

/** Connectors are loaded by name while the tests run: like the process itself, by their sources. */
export default mergeConfig(project('host'), {
  test: { execArgv: ['--conditions=@cartograph/source'] },
})
