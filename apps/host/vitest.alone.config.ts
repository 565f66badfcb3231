import type { UserWorkspaceConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'

const base = project('host-alone', { alone: true })

/** The tests that replace what all of a process have. */
const configuration: UserWorkspaceConfig = {
  ...base,
  test: {
    ...base.test,
    execArgv: ['--conditions=@cartograph/source'],
    include: [
      'src/engine/race-mutants.test.ts',
      'src/rights/token-text.test.ts',
      // There is one provider of traces in a process, and others may have set theirs.
      'src/api/traces.test.ts',
    ],
  },
}

export default configuration
