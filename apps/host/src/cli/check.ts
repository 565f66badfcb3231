import { faultOf, type CheckReport, type Fault } from '@cartograph/core'
import { formatProblem, plainProblem } from '../config/index.ts'
import {
  checkLine,
  connectionContext,
  openLines,
  withoutSecrets,
  type Line,
} from '../connections/index.ts'
import { misfits } from '../engine/index.ts'
import { engineClock } from '../queue/index.ts'
import { customerNodesText } from './customer-nodes-text.ts'
import { faultText } from './fault-text.ts'
import { type CommonOptions, withConfiguration } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** What the check of one connection found. */
export interface ConnectionCheck {
  readonly id: string
  readonly ok: boolean
  readonly account?: CheckReport['account']
  /** The vendor's clock less ours; 0 where the difference is below a second, or not known. */
  readonly clockOffsetMs?: number
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
        `The configuration is right: ${counted(checks.length, 'connection')}, ${counted(configuration.deliveries.size, 'delivery')}.\n${customerNodesText(configuration)}${checks.map(checkText).join('')}`,
      )
    }
    return ok ? 0 : 1
  })
}

/** Asks a vendor whether a connection works. Nothing is thrown. */
export async function checkConnection(line: Line, signal: AbortSignal): Promise<ConnectionCheck> {
  const { connection } = line
  const { id, streams = [] } = connection
  const options = { clock: engineClock(), signal, isInteractive: true }
  try {
    const { account, problems: told = [] } = await checkLine(line, options)
    const context = connectionContext(line, { ...options, dry: true, streams })
    const { connector, config } = connection
    const found = (await connector.discover?.(context)) ?? null
    const problems = [...told, ...misfits(connection, connector.parts({ config, found }))]
    const ok = problems.every(({ severity }) => severity !== 'error')
    return {
      id,
      ok,
      account,
      clockOffsetMs: line.clock.offsetMs(),
      problems: problems.map((problem) => redacted(line, problem)),
    }
  } catch (error) {
    const found = { severity: 'error', fault: faultOf(error, id) } as const
    return { id, ok: false, problems: [redacted(line, found)] }
  }
}

/** A vendor's message may quote the key that it refuses. */
function redacted<Problem extends ConnectionCheck['problems'][number]>(
  line: Line,
  problem: Problem,
): Problem {
  return { ...problem, fault: withoutSecrets(line, problem.fault) }
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
