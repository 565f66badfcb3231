import { growthOf, type Meter } from '../telemetry/index.ts'
import type { PageCounts, Place } from '../store/index.ts'
import type { Tally } from './report.ts'

const counters = {
  read: 'cartograph_records_read_total',
  written: 'cartograph_records_written_total',
  deleted: 'cartograph_records_deleted_total',
  rejected: 'cartograph_records_rejected_total',
} as const

const counted = ['read', 'written', 'deleted', 'rejected'] as const

export interface StreamFigures {
  /** To be called now and then: tells what was done since the last time. */
  readonly count: (tally: Tally) => void
  readonly end: (isGood: boolean) => void
}

/** Counts what a run of a stream does, while it goes on and once it has ended. */
export function streamFigures(meter: Meter | undefined, place: Place): StreamFigures {
  const tell = growthOf<keyof typeof counters>((name, by) => meter?.add(counters[name], place, by))
  return {
    count: (tally) => tell(tally, counted),
    end: (isGood) =>
      meter?.add('cartograph_stream_runs_total', { ...place, result: isGood ? 'ok' : 'failed' }),
  }
}

/** Counts what a vendor told by itself. */
export function countTold(
  meter: Meter | undefined,
  connection: string,
  counts: ReadonlyMap<string, PageCounts>,
): void {
  for (const [stream, done] of counts)
    for (const name of ['written', 'deleted', 'rejected'] as const)
      if (done[name] > 0) meter?.add(counters[name], { connection, stream }, done[name])
}
