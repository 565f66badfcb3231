import { jsonLine, serve, textLine, type LogLine } from '../api/index.ts'
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
      log: options.json === true ? jsonLog(terminal) : textLog(terminal),
      signal: terminal.signal,
    })
    return 0
  })
}

function jsonLog(terminal: Terminal) {
  return (line: LogLine) => {
    // Whoever reads the log may go away; the host goes on.
    if (isTold(line, terminal)) terminal.out(jsonLine(line, Date.now())).catch(() => {})
  }
}

function textLog(terminal: Terminal) {
  return (line: LogLine) => {
    if (isTold(line, terminal)) terminal.say(textLine(line, Date.now()).trimEnd())
  }
}

/** Every single request is for those who look for a mistake. */
function isTold({ level }: LogLine, { environment }: Terminal): boolean {
  return level !== 'debug' || environment['CARTOGRAPH_DEBUG'] !== undefined
}
