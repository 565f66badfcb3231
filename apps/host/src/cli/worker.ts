import { fault } from '@cartograph/core'
import { work } from '../api/index.ts'
import { isPostgres } from '../store/index.ts'
import { openWorkers } from '../organisations/index.ts'
import { hostLog } from './host-log.ts'
import { homeOnly, originOf, withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { givenWaits } from './waits.ts'

/** `cartograph worker`: reads, works on webhooks and delivers beside a serving host, until it is told to stop. */
export function workerCommand(terminal: Terminal, options: CommonOptions): Promise<ExitCode> {
  const home = homeOnly(terminal)
  const { environment } = home
  return withInstallation(home, options, async (installation) => {
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
      open: async (own, given) => {
        const origin = originOf({ environment }, own.configuration)
        const opened = await openWorkers(own, { ...given, origin })
        terminal.whenToReload?.(() => void opened.reload())
        return opened
      },
    })
    return 0
  })
}
