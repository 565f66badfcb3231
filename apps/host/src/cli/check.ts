import { formatProblem, plainProblem } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { checkConnection, type ConnectionCheck } from '../work/index.ts'
import { customerNodesText } from './customer-nodes-text.ts'
import { faultText } from './fault-text.ts'
import { type CommonOptions, withConfiguration } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph check`: the configuration, then every connection at its vendor. Changes nothing, opens no store. */
export function checkCommand(terminal: Terminal, options: CommonOptions): Promise<ExitCode> {
  return withConfiguration(terminal, options, async (configuration, warnings) => {
    for (const warning of warnings) terminal.say(formatProblem(warning, terminal.folder))
    const lines = openLines()
    const checks = await Promise.all(
      [...configuration.connections.values()].map((connection) =>
        checkConnection(lines.of(connection), terminal.signal),
      ),
    )
    const ok = checks.every((check) => check.ok)
    if (options.json === true)
      await terminal.out(
        `${JSON.stringify({ ok, problems: warnings.map(plainProblem), connections: checks })}\n`,
      )
    else {
      await terminal.out(
        `The configuration is right: ${counted(checks.length, 'connection')}, ${counted(configuration.deliveries.size, 'delivery')}.\n${customerNodesText(configuration)}${checks.map(checkText).join('')}`,
      )
    }
    return ok ? 0 : 1
  })
}

export function checkText({
  id,
  ok,
  account,
  clockOffsetMs = 0,
  problems,
}: ConnectionCheck): string {
  const name = account?.name === undefined ? '' : ` (${account.name})`
  const lines = [`${id}${name}: ${ok ? 'works' : 'does not work'}`]
  if (clockOffsetMs !== 0) lines.push(indented(clockText(clockOffsetMs)))
  for (const { severity, part, fault } of problems) {
    const text = faultText(fault, part)
    lines.push(indented(severity === 'error' ? text : text.replace(/^Error/, 'Warning')))
  }
  return `${lines.join('\n')}\n`
}

function clockText(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000)
  return `Its clock is ${counted(seconds, 'second')} ${offsetMs > 0 ? 'ahead of' : 'behind'} this machine's; Cartograph allows for it.`
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
