import type { Context } from './context.ts'
import type { Fault } from './fault.ts'
import type { Json, Key, Schema } from './words.ts'

/** Rows arrive by listing, or only by feed, webhook and surface. The engine decides which of two observations is newer. */
export interface Stream<
  Config,
  Row extends object = object,
  Params extends Json = Json,
  Position extends Json = Json,
> {
  readonly schema: Schema<Row>
  key(row: Row): string | number | Key
  /** Only if the vendor promises that it grows with each change of that key: a revision, the row's modification instant. One kind a stream. */
  version?(row: Row): string | number
  /**
   * 'reported': only what is said to be deleted is. 'absent': also what a complete listing or `keys` lacks, once `get` or a
   * second listing agrees. 'never': even a `null` from `get` deletes nothing.
   */
  readonly deletes: 'never' | 'reported' | 'absent'
  readonly list?: Listing<Config, Row, Params, Position>
  /** The present state of single records, for hints, repair, confirmation and preview. `null`: it is gone. */
  readonly get?: {
    readonly maxKeys: number
    read(context: Context<Config>, keys: readonly Key[]): Promise<readonly (Row | Fault | null)[]>
  }
  /** Records elsewhere that this row makes stale: a refund's order. */
  affects?(row: Row): readonly { readonly stream: string; readonly key: Key }[]
  /** How old an answer may be when it arrives: caches, replicas. Default 0. */
  readonly staleMs?: number
  /** Resolution of the vendor's instants: two changes within it look alike. Default 1 000. */
  readonly grainMs?: number
  readonly permissions?: Permissions
}

/**
 * What the credentials must be allowed, in the words of the vendor's own page of keys: `Customers: Read`.
 *
 * For people who make a key that can do no more than it must; `check` says which of them is missing.
 */
export type Permissions = readonly string[]

/** A walk over all rows, cut into slices that run in parallel, on any machine, in any order. */
export interface Listing<
  Config,
  Row extends object = object,
  Params extends Json = Json,
  Position extends Json = Json,
> {
  readonly params: Schema<Params>
  /** Reads older forms too: a position that no longer parses starts its slice again. */
  readonly position: Schema<Position>
  /** The slices of one generation; or one slice for each new or changed row of another stream, which becomes its params and scope. */
  readonly plan:
    | ((context: Context<Config>) => AsyncIterable<Slice<Params>>)
    | {
        readonly eachOf: string
        readonly backfill: 'all' | 'none' | { readonly newerThanMs: number }
      }
  /** Pages after `from`. The engine commits a page before it asks for the next, and calls `return()` to stop: do not fetch ahead. */
  read(
    context: Context<Config>,
    slice: Slice<Params>,
    from: Position | undefined,
  ): AsyncIterable<
    Page<Change<Row>, Position> & {
      /** This slice turned out too large: these take over the rest of it. */
      readonly split?: readonly Slice<Params>[]
    }
  >
  /** The same walk, cheaper: only which keys exist now. */
  keys?(
    context: Context<Config>,
    slice: Slice<Params>,
    from: Position | undefined,
  ): AsyncIterable<Page<Key, Position>>
  /** 'stable': by key, over an order that does not change, so no row is skipped while others come and go. Default 'shifting'. */
  readonly paging?: 'stable' | 'shifting'
}
export interface Slice<Params extends Json = Json> {
  readonly params: Params
  /** Later runs go on from the last position instead of starting anew. */
  readonly tail?: boolean
  readonly estimate?: number
  /** Slices of one group never run at the same time. */
  readonly group?: string
  /** What absence may be judged by (a store, a year). Default: the whole stream. */
  readonly scope?: string
}
/** One shape wherever something is walked: listings, keys, feeds. */
export interface Page<Item, Position extends Json = Json> {
  readonly items: readonly Item[]
  /** Where to go on after `items`. */
  readonly next: Position
  /** Nothing more now. Without it a walk that stops was interrupted, and proves nothing about what it lacks. */
  readonly end?: boolean
}
export type Change<Row extends object = object> =
  | { readonly op: 'upsert'; readonly row: Row }
  | { readonly op: 'delete'; readonly key: Key; readonly version?: string | number }
  /** A hint: look at this key, or list again. Never data, so a wrong one costs a request and nothing else. */
  | { readonly op: 'refresh'; readonly key?: Key }
  /** Cannot be read: a dead letter. Without a key it switches off deletion by absence for this generation. */
  | { readonly op: 'reject'; readonly key?: Key; readonly at: string; readonly fault: Fault }
/** A change that the vendor tells us about, of any stream. */
export type Entry = Change & {
  readonly stream: string
  /** De-duplicated per stream over feed and webhook; without one nothing is. */
  readonly id?: string
  /** Instant whose state the row shows, in the vendor's clock. Leave it out where the row was built when it was sent. */
  readonly at?: number
  /** In a stream that is `eachOf` another: the row that this one belongs to, so that it goes when that goes. */
  readonly parent?: Key
}

/** A log of changes over many streams that the engine pulls, such as Stripe's events. */
export interface Feed<Config, Position extends Json = Json> {
  readonly streams: readonly string[]
  readonly position: Schema<Position>
  readonly retentionMs: number
  /** How far behind now to stay, because entries become visible late. */
  readonly settleMs: number
  readonly permissions?: Permissions
  /** Taken before the first listing begins, so that nothing falls between. */
  start(context: Context<Config>): Promise<Position>
  read(context: Context<Config>, from: Position): AsyncIterable<Page<Entry, Position>>
}
/** Changes that the vendor pushes. Stored raw before they are answered, parsed later. */
export interface Webhook<Config> {
  /** Throws an `auth` fault to refuse. On the raw bytes, in constant time (`timingSafeEqual` of the core). */
  verify(
    context: Context<Config>,
    request: Request,
    registered: readonly Registration[],
  ): Promise<void>
  parse(
    context: Context<Config>,
    request: Request,
  ): Promise<{ readonly entries: readonly Entry[]; readonly respond?: Response }>
  /** The statuses that the vendor understands: refused for good, and deliver again. Defaults 401 and 503. */
  readonly refused?: number
  readonly unavailable?: number
  /** What registering and verifying take. */
  readonly permissions?: Permissions
  /** Idempotent, also run daily: some vendors switch webhooks off in silence. Gives back those that are alive. */
  register?(
    context: Context<Config>,
    url: string,
    before: readonly Registration[],
  ): Promise<readonly Registration[]>
  unregister?(context: Context<Config>, registered: readonly Registration[]): Promise<void>
}
export interface Registration {
  readonly id: string
  readonly topic?: string
  readonly secret?: string
}
