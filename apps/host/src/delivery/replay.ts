import { fault, type Sink } from '@cartograph/core'
import type { Delivery } from '../config/index.ts'
import { connectionNamed, openConnection, type Installation } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import {
  addWork,
  lettersAfter,
  readHead,
  reopenEntries,
  sourcesAfter,
  type LetterCursor,
} from '../store/index.ts'
import { sourceKind } from './groups.ts'
import { push, type PushOptions } from './push.ts'
import type { DeliveryRun } from './report.ts'

export interface ReplayDeliveryOptions extends Omit<PushOptions, 'deliveries'> {
  readonly delivery: Delivery
  /** Rows as their dead letters name them, `order/shop:1`, or by their ids; undefined: all. */
  readonly keys: readonly string[] | undefined
  /** Also what the sink has as it is, whether or not it failed. */
  readonly force: boolean
}

const pageSize = 1000

/**
 * Maps and sends the rows of a delivery's dead letters again; forced, everything that it ever sent.
 *
 * @throws a `config` fault where a sink that only appends would be sent something twice.
 */
export async function replayDelivery(
  installation: Installation,
  options: ReplayDeliveryOptions,
): Promise<DeliveryRun | undefined> {
  const { delivery, force } = options
  if (force) {
    refuseAppending(delivery, await sinkOf(installation, options))
    await reopenAll(installation, options)
  }
  await takeLetters(installation, options)
  const { runs } = await push(installation, { ...options, deliveries: [delivery.id] })
  return runs[0]
}

async function sinkOf(
  { configuration, store, lines }: Installation,
  { delivery, signal, engine }: ReplayDeliveryOptions,
): Promise<Pick<Sink<unknown>, 'mode'> | undefined> {
  const line = lines.of(connectionNamed(configuration, delivery.connection))
  const clock = engine?.clock ?? engineClock(store.now)
  const { parts } = await openConnection(store, line, {
    side: 'sinks',
    signal,
    clock,
    engine: { ...engine, clock },
  })
  const sink = parts.sinks?.[delivery.sink]
  return sink === undefined || 'serve' in sink ? undefined : sink
}

function refuseAppending(delivery: Delivery, sink: Pick<Sink<unknown>, 'mode'> | undefined): void {
  if (sink?.mode !== 'append') return
  throw fault({
    kind: 'config',
    message: `The sink ${delivery.sink} of ${delivery.connection} keeps everything it is sent, so what it has must not be sent again.`,
    hint: 'Run it without --force: then only what failed is sent.',
  })
}

/** What the sink has is no reason any more not to send it. */
async function reopenAll(
  { store }: Installation,
  { delivery, keys }: ReplayDeliveryOptions,
): Promise<void> {
  const place = { connection: delivery.connection, sink: delivery.sink }
  let after: string | undefined = ''
  while (after !== undefined) {
    const cursor: string = after
    after = await store.write(function* (dialect, org) {
      const { id } = delivery
      const kind = sourceKind({ delivery })
      const ids = yield* sourcesAfter(dialect, org, place, id, kind, cursor, pageSize)
      const chosen = ids.filter((row) => isChosen(`${kind}/${row}`, keys))
      yield* reopenEntries(dialect, org, place, id, kind, chosen)
      const { seq } = yield* readHead(dialect, org)
      yield* addWork(
        dialect,
        org,
        id,
        chosen.map((row) => ({ entity: kind, id: row, seq, lane: 'bulk', replayed: true })),
      )
      return ids.at(-1)
    })
  }
}

/** The rows of the dead letters are due again. */
async function takeLetters(
  { store }: Installation,
  { delivery, keys }: ReplayDeliveryOptions,
): Promise<void> {
  const place = { side: 'delivery', part: delivery.id } as const
  let after: LetterCursor | undefined
  do {
    const cursor: LetterCursor | undefined = after
    after = await store.write(function* (dialect, org) {
      const letters = yield* lettersAfter(dialect, org, place, cursor, pageSize)
      const { seq } = yield* readHead(dialect, org)
      const chosen = letters.map(({ key }) => key).filter((key) => isChosen(key, keys))
      yield* addWork(
        dialect,
        org,
        delivery.id,
        chosen.map((key) => ({
          entity: key.slice(0, key.indexOf('/')),
          id: key.slice(key.indexOf('/') + 1),
          seq,
          lane: 'bulk',
          replayed: true,
        })),
      )
      return letters.at(-1)
    })
  } while (after !== undefined)
}

function isChosen(name: string, keys: readonly string[] | undefined): boolean {
  if (keys === undefined) return true
  return keys.includes(name) || keys.includes(name.slice(name.indexOf('/') + 1))
}
