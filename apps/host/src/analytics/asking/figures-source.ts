import type { Dialect, Store, Work } from '../../store/index.ts'
import type { Day } from '../calendar/day.ts'
import type { Rate } from '../currency/rate-table.ts'
import type { Membership } from '../query/in-segment.ts'
import type { Segment } from '../../segments/index.ts'

/** What figures are asked of. */
export interface FiguresSource {
  readonly store: Store
  /** Those whose data figures are computed from. */
  readonly connections: readonly string[]
  /** Whoever asks sees the stores of these alone. Default: all stores. */
  readonly within?: ReadonlySet<string>
  /** Zones of connections, for stores that do not say theirs. */
  readonly zoneOf?: (connection: string) => string | undefined
  readonly now?: () => number
  /** Whether it is known of everything in the store who it is of. */
  readonly personsAreCurrent: (dialect: Dialect, org: string) => Work<boolean>
  /** Whether sums that are behind the rows are left alone, and everything is computed from the rows. Default false. */
  readonly onlyCurrent?: boolean
  /** Rates that count before those of the store. */
  readonly rates?: readonly Rate[]
  /** Segments of whoever asks. */
  readonly ownSegments?: readonly Segment[]
  /** Segments beyond the predefined ones; undefined: there is none of that name. */
  readonly segmentOf?: SegmentOf
}

/** Who or what is in a segment at the end of a day. */
export type SegmentOf = (
  id: string,
  ask: { readonly asOf: Day; readonly currency: string; readonly signal: AbortSignal },
) => Promise<Membership | undefined>
