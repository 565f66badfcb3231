import { faultOf, type CheckReport, type Fault } from '@cartograph/core'
import { checkLine, connectionContext, withoutSecrets, type Line } from '../connections/index.ts'
import { misfits } from '../engine/index.ts'
import { engineClock } from '../queue/index.ts'

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
