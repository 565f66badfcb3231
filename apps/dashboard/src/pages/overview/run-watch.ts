import { reportOf, type RunReport } from '../runs/run-report.ts'

/** How far the reading of a stream is. */
export interface StreamProgress {
  readonly stream: string
  readonly read: number
  /** A guess at how many there are. */
  readonly estimate?: number
  readonly slicesDone: number
  readonly slices: number
}

/** What is known of a run while it is watched. */
export interface WatchedRun {
  readonly streams: ReadonlyMap<string, StreamProgress>
  /** Missing: it goes on; null: it ended, and nobody knows how. */
  readonly report?: RunReport | null
}

export const beginning: WatchedRun = { streams: new Map() }

/** What is known after one more event; what nobody understands changes nothing. */
export function afterEvent(
  run: WatchedRun,
  { event, data }: { readonly event: string; readonly data: string },
): WatchedRun {
  const told: unknown = JSON.parse(data)
  if (event === 'report') return { ...run, report: reportOf(told) ?? null }
  if (event !== 'progress') return run
  const progress = told as StreamProgress
  return { ...run, streams: new Map([...run.streams, [progress.stream, progress]]) }
}

/** How far all of it is, from 0 to 1, by records where somebody guessed how many there are; undefined: nobody knows. */
export function shareDone({ streams }: WatchedRun): number | undefined {
  const shares = [...streams.values()].map(({ read, estimate, slicesDone, slices }) => {
    if (slices > 0 && slicesDone >= slices) return 1
    if (estimate !== undefined && estimate > 0) return Math.min(1, read / estimate)
    return slices > 1 ? slicesDone / slices : undefined
  })
  const known = shares.filter((share) => share !== undefined)
  if (known.length === 0 || known.length < shares.length) return undefined
  return known.reduce((sum, share) => sum + share, 0) / known.length
}

export function readSoFar({ streams }: WatchedRun): number {
  return [...streams.values()].reduce((sum, { read }) => sum + read, 0)
}
