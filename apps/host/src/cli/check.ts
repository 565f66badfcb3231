import { faultOf, type CheckReport, type Fault } from '@cartograph/core'
import { formatProblem, plainProblem } from '../config/index.ts'
import { connectionContext, openLines, type Line } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { discoveredProblems } from './discovered.ts'
import { faultText } from './fault-text.ts'
import { type CommonOptions, withConfiguration } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** What the check of one connection found. */
export interface ConnectionCheck {
  readonly id: string
  readonly ok: boolean
  readonly account?: CheckReport['account']
  readonly problems: readonly {
    readonly severity: 'error' | 'warning'
    readonly part?: string
    readonly fault: Fault
  }[]
}

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
        `The configuration is right: ${counted(checks.length, 'connection')}, ${counted(configuration.deliveries.size, 'delivery')}.\n${checks.map(checkText).join('')}`,
      )
    }
    return ok ? 0 : 1
  })
}

async function checkConnection(line: Line, signal: AbortSignal): Promise<ConnectionCheck> {
  const { connection } = line
  const { id, connector } = connection
  const streams = connection.streams ?? []
  const context = connectionContext(line, {
    clock: engineClock(),
    signal,
    dry: true,
    isInteractive: true,
    streams,
  })
  try {
    const { account, problems: told = [] } = await connector.check(context)
    const problems = [...told, ...(await discoveredProblems(connection, context))]
    const ok = problems.every(({ severity }) => severity !== 'error')
    return { id, ok, account, problems: problems.map((problem) => redacted(line, problem)) }
  } catch (error) {
    const found = { severity: 'error', fault: faultOf(error, id) } as const
    return { id, ok: false, problems: [redacted(line, found)] }
  }
}

/** A vendor's message may quote the key that it refuses. */
function redacted<Problem extends ConnectionCheck['problems'][number]>(
  { redact }: Line,
  problem: Problem,
): Problem {
  return JSON.parse(redact(JSON.stringify(problem))) as Problem
}

export function checkText({ id, ok, account, problems }: ConnectionCheck): string {
  const name = account?.name === undefined ? '' : ` (${account.name})`
  const lines = [`${id}${name}: ${ok ? 'works' : 'does not work'}`]
  for (const { severity, part, fault } of problems) {
    const text = faultText(fault, part)
    lines.push(indented(severity === 'error' ? text : text.replace(/^Error/, 'Warning')))
  }
  return `${lines.join('\n')}\n`
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
