import type { Sink } from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import { connectionContext } from '../connections/index.ts'
import { defaultWaits, engineClock } from '../queue/index.ts'
import {
  canGoOn,
  readHead,
  rebuildConsumer,
  takeConsumer,
  type Consumer,
  type Store,
} from '../store/index.ts'
import type { PlayOptions } from './delivery-options.ts'
import { discreetSink } from './discreet-sink.ts'
import { followConsents } from './follow-consents.ts'
import { joinsOf } from './join.ts'
import { defaultTimeoutMs, type DeliveryScene } from './scene.ts'
import { storedConsents, type Consents } from './stored-consents.ts'

export interface OpenScene extends DeliveryScene {
  readonly consumer: Consumer
  readonly isNew: boolean
}

/** Takes a delivery over, and puts together what its steps work with. */
export async function openScene(
  store: Store,
  delivery: Delivery,
  connection: Connection,
  sink: Sink<unknown>,
  made: Pick<DeliveryScene, 'mapping' | 'asks' | 'shape'> & { readonly options: PlayOptions },
): Promise<OpenScene> {
  const { mapping, asks, shape, options } = made
  const { engine, tally, signal } = options
  const clock = engine.clock ?? engineClock(store.now)
  const { consumer, isNew } = await store.write(function* (dialect, org) {
    const known = yield* takeConsumer(dialect, org, delivery.id)
    const head = yield* readHead(dialect, org)
    if (canGoOn(known, head)) return { consumer: known, isNew: false }
    const fresh = yield* rebuildConsumer(dialect, org, delivery.id, '', clock.now())
    return { consumer: fresh, isNew: true }
  })
  return {
    store,
    delivery,
    connection,
    place: { connection: connection.id, sink: delivery.sink },
    sink: discreetSink(sink, options.line),
    neighbours: options.neighbours,
    mapping,
    asks,
    joins: joinsOf(mapping),
    shape,
    consents: consentsFor(store, delivery, options),
    released: options.released,
    contextFor: (callSignal, effects) =>
      connectionContext(options.line, {
        ...engine,
        clock,
        signal: callSignal,
        dry: false,
        streams: [],
        ...(effects !== undefined && { effects }),
        // A call that gives up leaves items whose outcome nobody knows, and the place is this delivery's own.
        holdMs: ((sink.timeoutMs ?? defaultTimeoutMs) * 2) / 3,
      }),
    clock,
    waits: engine.waits ?? defaultWaits,
    signal,
    owner: options.owner,
    fence: consumer.fence,
    tally,
    progress: () =>
      options.onProgress({ delivery: delivery.id, changes: tally.changes, sent: tally.sent }),
    consumer,
    isNew,
  }
}

function consentsFor(store: Store, delivery: Delivery, options: PlayOptions): Consents {
  const { consents, deliveries, released, signal, engine } = options
  if (consents !== undefined) return { learn: async () => {}, ask: consents }
  const clock = engine.clock ?? engineClock(store.now)
  return {
    learn: async () => {
      const woken = await followConsents(store, deliveries, clock, signal)
      for (const id of woken) if (id !== delivery.id) released.add(id)
    },
    ask: storedConsents(store, clock, delivery.consent ?? 'required'),
  }
}
