import type { Context } from './context.ts'
import type { Fault } from './fault.ts'
import type { Permissions } from './stream.ts'
import type { Json, Key, Schema } from './words.ts'

/** Something with an effect at the vendor; the engine writes down its intent before the first byte. */
export interface Effect<Config, Item extends object = object> {
  readonly schema: Schema<Item>
  readonly onUnknown: OnUnknown<Config, Item>
  /** Time-out, and how long after it the effect may still land or stay unseen; until then nobody writes or asks again. Defaults 30 000 and 30 000. */
  readonly timeoutMs?: number
  readonly landMs?: number
  readonly permissions?: Permissions
  /** Whom it is about; asked again right before it is written. */
  subject?(item: Item): Subject | null
}
export interface Person {
  readonly email?: string
  readonly phone?: string
  readonly customerId?: string
}
export interface Subject extends Person {
  /** Consents that the item needs. */
  readonly needs?: readonly ('email' | 'sms' | 'post' | 'profiling')[]
  /** Ways by which the item reaches the person at once, whatever it needs: an address whose messages come back is not written to. */
  readonly reaches?: readonly ('email' | 'sms')[]
}
/**
 * What to do when nobody saw the outcome (time-out, crash). 'repeat': harmless, the same write twice is one.
 * 'repeatWithKey': harmless because `idempotencyKey` is sent. `resolve`: it doubles, but the vendor can be asked: 'ok'
 * landed, 'untouched' did not. Else the author says which harm is smaller: 'lose' or 'double'.
 */
export type OnUnknown<Config, Item extends object = object> =
  | 'repeat'
  | 'repeatWithKey'
  | 'lose'
  | 'double'
  | {
      resolve(
        context: Context<Config>,
        items: readonly SinkItem<Item>[],
      ): Promise<readonly Extract<Outcome, { status: 'ok' | 'untouched' | 'unknown' }>[]>
    }

export interface Sink<Config, Item extends object = object> extends Effect<Config, Item> {
  key(item: Item): string | number | Key
  /** 'append': each key once, for ever. 'upsert': one delivery owns the item. 'patch': several may write different fields of it. */
  readonly mode: 'append' | 'upsert' | 'patch'
  /** Default false: what vanishes here stays there. */
  readonly deletes?: boolean
  /** `atomic`: one bad item fails the request, and the engine bisects. `by`: only items with the same value share a request. */
  readonly batch: {
    readonly maxItems: number
    readonly maxBytes: number
    readonly atomic?: boolean
    by?(item: Item): string
  }
  /** Items with the same value never overlap, over all sinks of the connection; those of one delivery keep their order. */
  serialBy?(item: Item): string
  /** Items of other sinks that must be there first; their remote ids are handed over. Where a required one fails or is skipped, so is this. */
  references?(
    item: Item,
  ): Readonly<
    Record<string, { readonly sink: string; readonly key: Key; readonly required: boolean }>
  >
  /** For vendors that stamp what they get with the time of arrival: older items are skipped. */
  readonly live?: { at(item: Item): number; readonly maxAgeMs: number }
  /** The stream of this connector in which our own writes come back. */
  readonly mirrors?: string
  /** As many outcomes as items, in the same order. A throw, or a crash after the call began, makes every outcome 'unknown'. */
  write(
    context: Context<Config>,
    items: readonly SinkItem<Item>[],
    session?: Json,
  ): Promise<readonly Outcome[]>
  /** After 'pending', with the same items. */
  poll?(
    context: Context<Config>,
    ticket: string,
    items: readonly SinkItem<Item>[],
  ): Promise<readonly Outcome[]>
  /** A full replacement that becomes visible at once; what `begin` gives is the `session` of its writes. `commit` is idempotent per session. */
  readonly replacement?: {
    begin(context: Context<Config>): Promise<Json>
    commit(context: Context<Config>, session: Json): Promise<void>
    abort(context: Context<Config>, session: Json): Promise<void>
  }
}
export type SinkItem<Item extends object = object> = {
  readonly key: Key
  /** The same for every attempt of the same change. */
  readonly idempotencyKey: string
  readonly remoteId?: string
  readonly cause: 'live' | 'backfill' | 'replay'
  readonly references: Readonly<Record<string, string | null>>
} & (
  | { readonly op: 'write'; readonly item: Item; readonly previousKey?: Key }
  | {
      readonly op: 'delete'
      readonly last?: Item
      readonly because: 'removed' | 'excluded' | 'erased'
    }
)
export type Outcome =
  | { readonly status: 'ok'; readonly remoteId?: string }
  /** `again`: only when the item changes, or at a later attempt. */
  | { readonly status: 'skipped'; readonly reason: string; readonly again: 'changed' | 'later' }
  /** `undeliverable`: addresses that the vendor has just refused for good; nothing more is sent to them. */
  | {
      readonly status: 'failed'
      readonly fault: Fault
      readonly undeliverable?: readonly Pick<Person, 'email' | 'phone'>[]
    }
  /** Certainly not done, such as behind a 429; counts no attempt. */
  | { readonly status: 'untouched'; readonly afterMs?: number }
  | { readonly status: 'unknown' }
  | { readonly status: 'pending'; readonly ticket: string; readonly afterMs: number }

/** The vendor fetches: the engine keeps the items and serves them at an address, swapped at once, with ETag and compression. */
export interface ServedSink<Config, Item extends object = object> {
  readonly schema: Schema<Item>
  key(item: Item): string | number | Key
  readonly serve: {
    readonly contentType: string
    encode(
      context: Context<Config>,
      items: AsyncIterable<readonly Item[]>,
    ): AsyncIterable<string | Uint8Array>
  }
}

/** A one-off effect for automations: send a mail, post a message, fire a trigger. */
export interface Action<Config, Input extends object = object> extends Effect<Config, Input> {
  run(
    context: Context<Config>,
    input: Input,
    options: { readonly idempotencyKey: string },
  ): Promise<Outcome>
}
export interface Lookup<Config, Input extends Json = Json, Output extends Json = Json> {
  readonly input: Schema<Input>
  readonly output: Schema<Output>
  readonly freshMs: number
  readonly permissions?: Permissions
  get(context: Context<Config>, input: Input): Promise<Output | null>
}
