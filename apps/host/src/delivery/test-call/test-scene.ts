import { randomUUID } from 'node:crypto'
import { compileMapping, fault, type Parts } from '@cartograph/core'
import type { Connection, Delivery } from '../../config/index.ts'
import {
  connectionContext,
  type Installation,
  type NotedRequest,
  type RunOptions,
} from '../../connections/index.ts'
import { defaultWaits, engineClock } from '../../queue/index.ts'
import { readConsumer, type Store } from '../../store/index.ts'
import { joinsOf } from '../join.ts'
import { lookUps } from '../look-ups.ts'
import { offeredLookUps } from '../offered-look-ups.ts'
import { newDeliveryTally } from '../report.ts'
import { defaultTimeoutMs, type DeliveryScene } from '../scene.ts'
import { keptSink } from '../served-sink.ts'
import { shapeOf } from '../shape.ts'
import { storedConsents } from '../stored-consents.ts'
import { shownRequest } from './shown-request.ts'
import type { ShownRequest } from './test-result.ts'

export interface TestScene extends DeliveryScene {
  readonly isFetched: boolean
  readonly shown: (request: NotedRequest) => ShownRequest
  /** What went out since somebody asked, or would have. */
  readonly takeRequests: () => readonly ShownRequest[]
}

/** No run has it, so that nothing that is written under it is taken. */
const noFence = -1

/** A scene that looks at a delivery from beside it: it is not taken over, and nothing of it moves. */
export async function testScene(
  { configuration, store, lines }: Pick<Installation, 'configuration' | 'store' | 'lines'>,
  delivery: Delivery,
  connection: Connection,
  parts: Parts<unknown>,
  options: {
    readonly engine: RunOptions
    readonly signal: AbortSignal
    readonly dry: boolean
  },
): Promise<TestScene> {
  const { engine, signal, dry } = options
  const named = parts.sinks?.[delivery.sink]
  if (named === undefined)
    throw fault({
      kind: 'config',
      message: `${delivery.connection} has no sink ${delivery.sink}.`,
    })
  const sink = 'serve' in named ? keptSink(named) : named
  const tally = newDeliveryTally()
  const clock = engine.clock ?? engineClock(store.now)
  const offered = offeredLookUps({ configuration, lines }, delivery.mapping, parts, {
    engine,
    clock,
    dry,
  })
  const asks = lookUps(offered, {
    onMissing: delivery.mapping.onMissing,
    note: (text) => tally.notes.add(text),
  })
  const mapping = await compileMapping(delivery.mapping, {
    settings: delivery.settings,
    lookups: asks.providers,
    ...(engine.rates !== undefined && { rates: engine.rates }),
  })
  const shown = (request: NotedRequest) => shownRequest(connection, request)
  const noted: ShownRequest[] = []
  return {
    isFetched: 'serve' in named,
    shown,
    takeRequests: () => noted.splice(0),
    store,
    delivery,
    connection,
    place: { connection: connection.id, sink: delivery.sink },
    sink,
    neighbours: [...configuration.deliveries.values()].filter(
      (other) => other.connection === delivery.connection && !other.paused,
    ),
    mapping,
    asks,
    // Who follows a row writes down which; the delivery itself will.
    joins: joinsOf(mapping).map((join) => Object.assign({}, join, { follow: false })),
    looksThrough: !(await hasRun(store, delivery.id)),
    shape: shapeOf(sink.schema),
    consents: {
      learn: async () => {},
      ask: storedConsents(store, clock, delivery.consent ?? 'required'),
    },
    contextFor: (own, effects) =>
      connectionContext(lines.of(connection), {
        ...engine,
        clock,
        signal: own,
        dry,
        streams: [],
        isInteractive: true,
        ...(effects !== undefined && { effects }),
        noteRequest: (request) => noted.push(shown(request)),
        holdMs: ((sink.timeoutMs ?? defaultTimeoutMs) * 2) / 3,
      }),
    clock,
    waits: engine.waits ?? defaultWaits,
    signal,
    owner: randomUUID(),
    fence: noFence,
    tally,
    released: new Set(),
    progress: () => {},
  }
}

/** Whether by what rows are joined and grouped was collected; a run keeps that. */
async function hasRun(store: Store, delivery: string): Promise<boolean> {
  const consumer = await store.read((dialect, org) => readConsumer(dialect, org, delivery))
  return (consumer?.joined ?? '') !== ''
}
