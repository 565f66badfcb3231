import type { Fault } from '@cartograph/core'
import type { ConnectionTrouble } from '../store/index.ts'

/** How the newest run of a stream or a delivery ended. */
export interface EndedRun {
  readonly part: string
  /** Missing: it went well. */
  readonly fault?: Fault
}

/** Whether a connection works. `unknown`: nothing of it has run, or it rests. */
export type ConnectionVerdict =
  | { readonly state: 'unknown' | 'works' }
  | {
      readonly state: 'fails'
      readonly part: string
      readonly fault: Fault
      /** False: it is tried again, and mostly goes on by itself. */
      readonly needsSomebody: boolean
    }

const passing: ReadonlySet<Fault['kind']> = new Set(['transient', 'rateLimit'])
/** What passes by itself is told once it has lasted for so long. */
const patienceMs = 3_600_000

/** What the newest runs of all parts of a connection say of it: first what somebody has to do something about. */
export function verdictOf(runs: readonly EndedRun[]): ConnectionVerdict {
  if (runs.length === 0) return { state: 'unknown' }
  const failed = runs.flatMap(({ part, fault }) =>
    fault === undefined ? [] : [{ part, fault, needsSomebody: !passing.has(fault.kind) }],
  )
  const worst = failed.find(({ needsSomebody }) => needsSomebody) ?? failed[0]
  return worst === undefined ? { state: 'works' } : { state: 'fails', ...worst }
}

/** What becomes of what is known of a connection, and whether its owner is told. */
export interface TroubleStep {
  /** Missing: nothing is wrong with it. */
  readonly trouble?: ConnectionTrouble
  readonly tells?: 'fails' | 'works'
}

/**
 * Its owner is told once it fails, again after a while only, and once more when it works.
 *
 * What nobody was told of ends without a word.
 */
export function troubleStep(
  connection: string,
  before: ConnectionTrouble | undefined,
  verdict: ConnectionVerdict,
  { now, againMs }: { readonly now: number; readonly againMs: number },
): TroubleStep {
  switch (verdict.state) {
    case 'unknown':
      return before === undefined ? {} : { trouble: before }
    case 'works':
      return before?.toldAt === undefined ? {} : { tells: 'works' }
    case 'fails':
    default: {
      const { since, toldAt } = before ?? { since: now, toldAt: undefined }
      const isTime = toldAt === undefined || now - toldAt >= againMs
      const tells = isTime && (verdict.needsSomebody || now - since >= patienceMs)
      return {
        trouble: { connection, since, toldAt: tells ? now : toldAt },
        ...(tells && { tells: 'fails' }),
      }
    }
  }
}
