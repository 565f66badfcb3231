import type { Context, Stream } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import type { Clock, Waits } from '../queue/index.ts'
import type { ChildStream, Lane, Place, Store } from '../store/index.ts'
import type { DriftWatch } from './drift.ts'
import type { StreamMappings } from './mappings.ts'
import type { CommitPrepared } from './page-line.ts'
import type { Preparation } from './prepare.ts'
import type { Tally } from './report.ts'

/** What every step of one stream's run works with. */
export interface StreamScene extends Preparation {
  readonly store: Store
  readonly connection: Connection
  readonly place: Place
  readonly stream: Stream<unknown>
  readonly mappings: StreamMappings
  readonly drift: DriftWatch
  readonly context: Context<unknown>
  readonly clock: Clock
  readonly tally: Tally
  /** Pages of listings commit here, all that are ready at once. */
  readonly commitListed: CommitPrepared
  /** Reads a slice once its connection has a place for it. */
  readonly inPlace: <Result>(read: () => Promise<Result>) => Promise<Result>
  /** Names this process as the holder of leases. */
  readonly owner: string
  readonly signal: AbortSignal
  readonly generation: number
  readonly mappingEpoch: number
  readonly lane: Lane
  readonly progress: (change: { readonly slicesDone?: number }) => void
  readonly waits: Waits
  /** Streams of the connection that can be asked for single records. */
  readonly askable: ReadonlySet<string>
  /** Streams of the connection that are listed for the first time. */
  readonly loading: ReadonlySet<string>
  /** Streams that list rows for each row of this one. */
  readonly children: readonly ChildStream[]
}

/** Slices of one stream that a process reads at the same time. */
export const slicesAtOnce = 8
/** How many times a slice is tried in one run before it is left for the next. */
export const attemptsPerRun = 5
