import type { CompiledMapping, Context, Sink } from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import type { EffectTally } from '../connections/index.ts'
import type { Clock, Waits } from '../queue/index.ts'
import type { SinkPlace, Store } from '../store/index.ts'
import type { DeliveryTally } from './report.ts'

/** What every step of one delivery's run works with. */
export interface DeliveryScene {
  readonly store: Store
  readonly delivery: Delivery
  readonly connection: Connection
  readonly place: SinkPlace
  readonly sink: Sink<unknown>
  readonly mapping: CompiledMapping
  /** Hash of the shape that the sink takes: what was sent in another shape is not the same item. */
  readonly shape: string
  /** A context whose signal ends with the given one; `effects` counts what was done in it. */
  readonly contextFor: (signal: AbortSignal, effects?: EffectTally) => Context<unknown>
  readonly clock: Clock
  readonly waits: Waits
  readonly signal: AbortSignal
  /** Names this process as the sender: what another one left open has ended with it. */
  readonly owner: string
  readonly fence: number
  readonly tally: DeliveryTally
  readonly progress: () => void
}

export const defaultTimeoutMs = 30_000
export const defaultLandMs = 30_000
