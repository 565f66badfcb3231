import type { HostSettings } from '../config/index.ts'
import { openLog, type Log, type LogLevel } from '../telemetry/index.ts'
import type { Terminal } from './terminal.ts'

/** Lines for people where somebody watches, else JSON on standard output; `--json` asks for that anywhere. */
export function hostLog(
  terminal: Terminal,
  { json = terminal.bars === undefined }: { readonly json?: boolean },
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
