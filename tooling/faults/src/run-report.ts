import type { Ending } from './command.ts'

/** What a run of the command told of itself. */
export interface RunReport {
  readonly requests: number
  readonly retried: number
  readonly deleted: number
  readonly rejected: number
  /** Streams that a fault stopped, with its kind. */
  readonly failed: readonly string[]
  readonly notes: readonly string[]
}

interface StreamReport {
  readonly stream: string
  readonly requests: number
  readonly retried: number
  readonly deleted: number
  readonly rejected: number
  readonly notes: readonly string[]
  readonly fault?: { readonly kind: string; readonly message: string }
}

/** The report of `sync --json`; `undefined` where the command was killed, or failed, before it had one. */
export function reportOf({ output }: Pick<Ending, 'output'>): RunReport | undefined {
  const line = output.split('\n').find((each) => each.startsWith('{"ok":'))
  if (line === undefined) return undefined
  const { runs } = JSON.parse(line) as { readonly runs?: readonly StreamReport[] }
  if (runs === undefined) return undefined
  const sum = (count: (run: StreamReport) => number) =>
    runs.reduce((total, run) => total + count(run), 0)
  return {
    requests: sum(({ requests }) => requests),
    retried: sum(({ retried }) => retried),
    deleted: sum(({ deleted }) => deleted),
    rejected: sum(({ rejected }) => rejected),
    failed: runs.flatMap(({ stream, fault }) =>
      fault === undefined ? [] : [`${stream} (${fault.kind}: ${fault.message})`],
    ),
    notes: runs.flatMap(({ stream, notes }) => notes.map((note) => `${stream}: ${note}`)),
  }
}

export function reportText({ requests, retried, deleted, failed, notes }: RunReport): string {
  const counts = `${requests} requests, ${retried} retried, ${deleted} deleted`
  return [
    failed.length === 0 ? counts : `${counts}, ${failed.length} streams stopped: ${failed[0]}`,
    ...notes.slice(0, 2),
  ].join('; ')
}
