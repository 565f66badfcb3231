import type { CompiledMapping, Context, Sink } from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import type { EffectTally } from '../connections/index.ts'
import type { Clock, Waits } from '../queue/index.ts'
import type { Dialect, SinkPlace, Store, Work } from '../store/index.ts'
import type { DeliveryJoin } from './join.ts'
import type { LookUps } from './look-ups.ts'
import type { DeliveryTally } from './report.ts'
import type { Consents } from './stored-consents.ts'

/** What every step of one delivery's run works with. */
export interface DeliveryScene {
  readonly store: Store
  readonly delivery: Delivery
  readonly connection: Connection
  readonly place: SinkPlace
  readonly sink: Sink<unknown>
  /** The deliveries to the same connection that are not paused, this one among them. */
  readonly neighbours: readonly Delivery[]
  readonly mapping: CompiledMapping
  readonly asks: LookUps
  readonly joins: readonly DeliveryJoin[]
  /** Nobody has collected by what rows are joined: they are looked for among all there are. */
  readonly looksThrough?: boolean
  /** Hash of the shape that the sink takes: what was sent in another shape is not the same item. */
  readonly shape: string
  readonly consents: Consents
  /** A context whose signal ends with the given one; `effects` counts what was done in it. */
  readonly contextFor: (signal: AbortSignal, effects?: EffectTally) => Context<unknown>
  readonly clock: Clock
  readonly waits: Waits
  readonly signal: AbortSignal
  /** Names this process as the sender: what another one left open has ended with it. */
  readonly owner: string
  readonly fence: number
  readonly tally: DeliveryTally
  /** Other deliveries that have something to do again, because what they waited for has happened. */
  readonly released: Set<string>
  readonly progress: () => void
  /** In the transaction that writes what has become of items. */
  readonly onSettled?: (dialect: Dialect, org: string) => Work<void>
}

export const defaultTimeoutMs = 30_000
export const defaultLandMs = 30_000
/** How long a vendor that could not be reached is left alone. */
export const unreachableMs = 15_000
/**
 * Attempts before an item that fails again and again becomes a dead letter.
 *
 * With waits that double up to a quarter of an hour that is an afternoon: a sink that is down for a while loses nothing.
 */
export const mostAttempts = 20
