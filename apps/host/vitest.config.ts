import { mergeConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'
import { processTests } from './vitest.processes.config.ts'

const onPostgres = process.env['CARTOGRAPH_TEST_STORE'] === 'postgres'

/**
 * Connectors are loaded by name while the tests run: like the process itself, by their sources.
 *
 * With `CARTOGRAPH_TEST_STORE=postgres` every store is in PostgreSQL, not only those of vitest.postgres.config.ts.
 */
export default mergeConfig(project('host', { processes: processTests }), {
  test: {
    execArgv: ['--conditions=@cartograph/source'],
    exclude: [
      'src/store/postgres*.test.ts',
      'src/queue/shared-wakes.test.ts',
      'src/engine/transact-processes.test.ts',
      'src/work/{by-hand,several-hosts}.test.ts',
      'src/api/served-several-hosts.test.ts',
      'src/organisations/several-processes.test.ts',
      // They replace what all of a process have: vitest.alone.config.ts has them.
      'src/api/traces.test.ts',
      'src/engine/race-mutants.test.ts',
      'src/rights/token-text.test.ts',
    ],
    globalSetup: onPostgres ? ['src/testing/postgres-setup.ts'] : [],
  },
})
