import type { UserWorkspaceConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'

const base = project('host-alone', { alone: true })

/** The tests that replace modules while they run. */
const configuration: UserWorkspaceConfig = {
  ...base,
  test: {
    ...base.test,
    execArgv: ['--conditions=@cartograph/source'],
    include: ['src/engine/race-mutants.test.ts', 'src/rights/token-text.test.ts'],
  },
}

export default configuration
