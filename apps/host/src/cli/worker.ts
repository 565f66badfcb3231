import { fault } from '@cartograph/core'
import { work } from '../api/index.ts'
import { isPostgres } from '../store/index.ts'
import { hostLog } from './host-log.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { givenWaits } from './waits.ts'

/** `cartograph worker`: reads, works on webhooks and delivers beside a serving host, until it is told to stop. */
export function workerCommand(terminal: Terminal, options: CommonOptions): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const { configuration } = installation
    if (!isPostgres(configuration.store))
      throw fault({
        kind: 'config',
        path: ['store'],
        message:
          'Workers share a store in PostgreSQL, and this one is a file, which has one process.',
        hint: 'Run `cartograph serve` alone, or move the store: `store: ${env:DATABASE_URL}`.',
      })
    const waits = givenWaits(terminal.environment)
    await work(installation, {
      waits: waits.host,
      engine: { waits: waits.engine },
      log: hostLog(terminal, options, configuration.host),
      signal: terminal.signal,
    })
    return 0
  })
}
