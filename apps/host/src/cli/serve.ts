import { serve } from '../api/index.ts'
import { openOrganisations } from '../organisations/index.ts'
import { hostLog } from './host-log.ts'
import { homeOnly, originOf, withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { givenWaits } from './waits.ts'

export interface ServeCommandOptions extends CommonOptions {
  readonly address?: string
  readonly port?: number
  readonly newToken?: boolean
}

const defaults = { address: '127.0.0.1', port: 4700 }

/** `cartograph serve`: takes webhooks, reads on schedule, delivers, and answers the API, until it is told to stop. */
export function serveCommand(terminal: Terminal, options: ServeCommandOptions): Promise<ExitCode> {
  const home = homeOnly(terminal)
  const { environment } = home
  return withInstallation(home, options, async (installation) => {
    const { host } = installation.configuration
    const waits = givenWaits(terminal.environment)
    await serve(installation, {
      waits: waits.host,
      engine: { waits: waits.engine },
      address: options.address ?? host?.address ?? defaults.address,
      port: options.port ?? host?.port ?? defaults.port,
      newToken: options.newToken ?? false,
      showToken: (token) => {
        terminal.say(`Token of the API, shown this once: ${token}`)
      },
      showSetup: (code, url) => {
        terminal.say(
          `Nobody has an account yet. Whoever opens ${url} and gives this code is the first; it is shown this once, and good for a day: ${code}`,
        )
      },
      log: hostLog(terminal, options, host),
      signal: terminal.signal,
      open: async (own, given) => {
        const origin = originOf({ environment }, own.configuration)
        const opened = await openOrganisations(own, { ...given, origin })
        terminal.whenToReload?.(() => void opened.reload())
        return opened
      },
    })
    return 0
  })
}
