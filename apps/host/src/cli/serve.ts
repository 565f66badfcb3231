import { serve } from '../api/index.ts'
import type { HostSettings } from '../config/index.ts'
import { openLog, type Log, type LogLevel } from '../telemetry/index.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface ServeCommandOptions extends CommonOptions {
  readonly address?: string
  readonly port?: number
  readonly newToken?: boolean
}

const defaults = { address: '127.0.0.1', port: 4700 }

/** `cartograph serve`: takes webhooks, reads on schedule, delivers, and answers the API, until it is told to stop. */
export function serveCommand(terminal: Terminal, options: ServeCommandOptions): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const { host } = installation.configuration
    await serve(installation, {
      address: options.address ?? host?.address ?? defaults.address,
      port: options.port ?? host?.port ?? defaults.port,
      newToken: options.newToken ?? false,
      showToken: (token) => {
        terminal.say(`Token of the API, shown this once: ${token}`)
      },
      log: logOf(terminal, options, host),
      signal: terminal.signal,
    })
    return 0
  })
}

/** Lines for people where somebody watches, else JSON on standard output; `--json` asks for that anywhere. */
function logOf(
  terminal: Terminal,
  { json = terminal.bars === undefined }: ServeCommandOptions,
  host: HostSettings | undefined,
): Log {
  const level = levelOf(terminal, host)
  if (!json) return openLog({ level, form: 'text', write: (line) => terminal.say(line.trimEnd()) })
  return openLog({
    level,
    form: 'json',
    // Whoever reads the log may go away; the host goes on.
    write: (line) => void terminal.out(line).catch(() => {}),
  })
}

/** For those who look for a mistake the environment is nearer at hand than the configuration. */
function levelOf({ environment }: Terminal, host: HostSettings | undefined): LogLevel {
  if (environment['CARTOGRAPH_DEBUG'] !== undefined) return 'debug'
  return host?.logLevel ?? 'info'
}
