import type { Lane } from './changes.ts'
import type { ChildStream } from './children.ts'
import type { MappedRow } from './commerce.ts'
import type { Letter } from './letters.ts'
import type { Place } from './place.ts'
import type { DueRefresh } from './refreshes.ts'
import type { SliceStep } from './slices.ts'

/** A record made ready before the transaction, without locks. */
export interface PreparedRecord {
  readonly key: string
  readonly kind: 'upsert' | 'delete' | 'reject'
  readonly version: string | null
  readonly from: number
  readonly to: number
  readonly hash: string
  readonly data: string | null
  readonly outputs: readonly MappedRow[]
  /** A mapping failed: what the record gave before stays. */
  readonly keepOutputs: boolean
  /** Group key by mapping, for mappings that group. */
  readonly groups: Readonly<Record<string, string>>
  readonly letters: readonly Letter[]
  /** Records of other streams that this one makes stale when it is new or changed. */
  readonly affects: readonly { readonly stream: string; readonly key: string }[]
}

/**
 * `ask`: the vendor is asked for the record. `take`: of two observations the later to arrive counts, where nobody can be
 * asked. `leave`: nothing happens, because a later observation will decide.
 */
export type Indistinct = 'ask' | 'take' | 'leave'

export interface PreparedPage {
  readonly place: Place
  /** The slices that move on in the same transaction; without one, records that were looked at by themselves. */
  readonly slices: readonly SliceStep[]
  readonly generation: number
  /** Empty where nothing is known of it. */
  readonly scope: string
  readonly mappingEpoch: number
  readonly lane: Lane
  /** Was it a listing? Only that says that a record belongs to the generation. */
  readonly listed: boolean
  /** What becomes of an observation that is neither newer nor older than what is stored. */
  readonly indistinct: Indistinct
  readonly packageVersion: string
  readonly observedTo: number
  /** What the rows that the mappings read look like, where this page taught something new. */
  readonly shape?: string
  /** Each key once, in byte order. */
  readonly records: readonly PreparedRecord[]
  /** Letters of rows without a key. */
  readonly nameless: readonly Letter[]
  /** Keys that the vendor is to be asked for. */
  readonly refresh: readonly string[]
  /** Wishes that this page fulfils. */
  readonly refreshed: readonly DueRefresh[]
  /** Streams of this connection that can be asked for single records: only of those may a row make others stale. */
  readonly askable: ReadonlySet<string>
  /** Streams that are listed for the first time: what they do not have yet, their listing brings. */
  readonly loading: ReadonlySet<string>
  /** How far the vendor's clock, in which versions may be instants, is ahead of ours. */
  readonly vendorOffsetMs: number
  /** Streams whose rows belong to rows of this one. */
  readonly children: readonly ChildStream[]
}

export type PageResult =
  | ({ readonly status: 'committed' } & PageCounts)
  /** Another run has the slice: stop, nothing was written. */
  | { readonly status: 'leaseLost' }
  /** The mappings or the generation changed meanwhile: prepare the page again, nothing was written. */
  | { readonly status: 'prepareAgain' }

export interface PageCounts {
  readonly written: number
  readonly unchanged: number
  readonly deleted: number
  readonly rejected: number
  readonly rows: number
}
