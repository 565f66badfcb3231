import { randomUUID } from 'node:crypto'
import {
  compileMapping,
  fault,
  faultOf,
  type Fault,
  type Parts,
  type ServedSink,
  type Sink,
} from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import {
  connectionContext,
  withoutSecrets,
  type Line,
  type RunOptions,
} from '../connections/index.ts'
import { defaultWaits, engineClock, sleep } from '../queue/index.ts'
import {
  beginRun,
  contentHash,
  countHeld,
  countWork,
  endRun,
  markServed,
  readHead,
  readSlices,
  rebuildConsumer,
  releaseDeletes,
  releaseOptional,
  releaseSlipped,
  takeConsumer,
  type Consumer,
  type Place,
  type SliceTable,
  type Store,
} from '../store/index.ts'
import { deliverSome } from './deliver.ts'
import { deliveryFigures } from './delivery-figures.ts'
import { deliverySpan } from './delivery-spans.ts'
import { fanOut } from './fan-out.ts'
import { joinsOf } from './join.ts'
import { collectJoinValues } from './joins.ts'
import { lookUps } from './look-ups.ts'
import { makeServed, type Made } from './make-served.ts'
import { isUpToDate } from './neighbours.ts'
import { pollPending } from './poll.ts'
import { endLeftReplacement, replaceAll } from './replace.ts'
import {
  newDeliveryTally,
  type DeliveryRun,
  type DeliveryTally,
  type PushProgress,
} from './report.ts'
import { defaultTimeoutMs, type Consents, type DeliveryScene } from './scene.ts'
import { ownServedUrl } from './served-address.ts'
import { keptSink } from './served-sink.ts'
import { shapeOf } from './shape.ts'
import { settleUnknown } from './unknown.ts'

export interface DeliveryRunOptions {
  readonly signal: AbortSignal
  readonly owner: string
  readonly line: Line
  /** What the check of the connection would have the merchant know. */
  readonly notes: readonly string[]
  /** How long the run waits for work that is put off, before it leaves it to the next run. */
  readonly longestWaitMs: number
  /** The deliveries to the same connection that are not paused, this one among them. */
  readonly neighbours: readonly Delivery[]
  readonly consents?: Consents | undefined
  /** Where the host is reached, if it is. */
  readonly publicUrl: string | undefined
  /** The streams that the rows come from. */
  readonly givers: readonly Place[]
  /** Shows a document also where many of its items vanish. */
  readonly acceptDeletes: boolean
  /** Takes the names of deliveries that have something to do again. */
  readonly released: Set<string>
  readonly onProgress: (progress: PushProgress) => void
  readonly engine: RunOptions
}

/** Runs one delivery until nothing is left that can be done now. */
export async function runDelivery(
  store: Store,
  delivery: Delivery,
  connection: Connection,
  parts: Parts<unknown>,
  options: DeliveryRunOptions,
): Promise<DeliveryRun> {
  const clock = options.engine.clock ?? engineClock()
  const tally = newDeliveryTally()
  for (const note of options.notes) tally.notes.add(note)
  const began = clock.now()
  const run = { id: randomUUID(), side: 'delivery', part: delivery.id } as const
  await store.write((dialect, org) => beginRun(dialect, org, { ...run, now: began }))
  const figures = deliveryFigures(options.engine.meter, delivery.id)
  const onProgress = (progress: PushProgress) => {
    figures.count(tally)
    options.onProgress(progress)
  }
  let played: Made
  try {
    played = await deliverySpan(delivery, () =>
      play(store, delivery, connection, parts, { ...options, tally, onProgress }),
    )
  } catch (error) {
    played = { fault: options.signal.aborted ? interrupted(delivery) : faultOf(error, delivery.id) }
  }
  const { fault: found, served } = played
  const remaining = await store.read(function* (dialect, org) {
    const work = yield* countWork(dialect, org, delivery.id)
    return work.count + (yield* countHeld(dialect, org, delivery.id))
  })
  const { notes, ...counts } = tally
  const report: DeliveryRun = {
    delivery: delivery.id,
    ...counts,
    remaining,
    durationMs: clock.now() - began,
    ...(found !== undefined && { fault: withoutSecrets(options.line, found) }),
    notes: [...notes],
    ...(served !== undefined && { served }),
  }
  await store.write((dialect, org) =>
    endRun(dialect, org, {
      ...run,
      now: clock.now(),
      ok: isDelivered(report),
      report: JSON.stringify(report),
    }),
  )
  figures.count(tally)
  figures.end(isDelivered(report))
  return report
}

/** Did everything arrive that should? */
export function isDelivered(run: DeliveryRun): boolean {
  const isShown = run.served?.state !== 'held' && run.served?.state !== 'waiting'
  return run.fault === undefined && run.failed === 0 && run.remaining === 0 && isShown
}

function interrupted(delivery: Delivery): Fault {
  return {
    $fault: 'v1',
    kind: 'transient',
    message: `The delivery ${delivery.id} was interrupted.`,
    hint: 'The next run goes on from there; what was on its way is settled first.',
  }
}

interface Play extends DeliveryRunOptions {
  readonly tally: DeliveryTally
}

async function play(
  store: Store,
  delivery: Delivery,
  connection: Connection,
  parts: Parts<unknown>,
  options: Play,
): Promise<Made> {
  const named = namedSink(delivery, parts.sinks?.[delivery.sink])
  const sink = 'serve' in named ? keptSink(named) : named
  const asks = lookUps(parts.lookups, {
    onMissing: delivery.mapping.onMissing,
    note: (text) => options.tally.notes.add(text),
  })
  const mapping = await compileMapping(delivery.mapping, {
    settings: delivery.settings,
    lookups: asks.providers,
  })
  const made = { mapping, asks, shape: shapeOf(sink.schema) }
  if (!('serve' in named)) {
    const scene = await setScene(store, delivery, connection, sink, { ...made, options })
    return faultAlone(await bringUpToDate(scene, options))
  }
  const url = await ownServedUrl(store, delivery, options.publicUrl)
  const engine = { url, ...options.engine }
  const scene = await setScene(store, delivery, connection, sink, {
    ...made,
    options: { ...options, engine },
  })
  const kept: OpenScene = {
    ...scene,
    onSettled: (dialect, org) => markServed(dialect, org, scene.place),
  }
  const found = await bringUpToDate(kept, options)
  if (found !== undefined) return { fault: found }
  return makeServed(kept, {
    sink: named,
    acceptDeletes: options.acceptDeletes,
    isStillRead: await isStillRead(store, options.givers),
  })
}

function faultAlone(found: Fault | undefined): Made {
  return found === undefined ? {} : { fault: found }
}

/** Sends what changed, and waits a while for what was put off. */
async function bringUpToDate(scene: OpenScene, options: Play): Promise<Fault | undefined> {
  const { store, delivery, sink, mapping, shape } = scene
  const settings = JSON.stringify(delivery.settings)
  const { from, connection: to, sink: name } = delivery
  const version = contentHash(`${mapping.version} ${shape} ${settings} ${from} ${to} ${name}`)
  await endLeftReplacement(scene)
  const isNew = scene.isNew || scene.consumer.version !== version
  if (isNew || (delivery.replace && (await hasChanges(scene)))) {
    if (sink.replacement !== undefined) {
      const unsettled = await settleUnknown(scene)
      const found = unsettled.fault ?? (await replaceAll(scene, version))
      if (found !== undefined) {
        // The next run must begin anew, whatever version this one was to be.
        await store.write((dialect, org) =>
          rebuildConsumer(dialect, org, delivery.id, '', scene.clock.now()),
        )
        return found
      }
    } else
      await store.write((dialect, org) =>
        rebuildConsumer(dialect, org, delivery.id, version, scene.clock.now()),
      )
  }
  await collectJoinValues(scene, version)
  await sweep(scene)
  const found = await drain(scene, options.longestWaitMs)
  return found ?? ((await releaseRest(scene)) ? drain(scene, options.longestWaitMs) : undefined)
}

/** A stream is read for the first time, and what it has given so far is not all. */
function isStillRead(store: Store, givers: readonly Place[]): Promise<boolean> {
  return store.read(function* (dialect, org) {
    for (const place of givers)
      if ((yield* readSlices(dialect, org, place)).some(isOpenWalk)) return true
    return false
  })
}

/** Looks again at what waits for other items, in case what it waits for happened and nobody said so. */
async function sweep({ store, place, delivery }: DeliveryScene): Promise<void> {
  await store.write(function* (dialect, org) {
    yield* releaseSlipped(dialect, org, place, delivery.id)
    yield* releaseDeletes(dialect, org, delivery.id)
  })
}

/**
 * Tells those who would like to refer to an item of this sink, and can go without, that nothing more comes for now.
 *
 * Gives back whether this delivery is one of them.
 */
async function releaseRest(scene: DeliveryScene): Promise<boolean> {
  const { store, place, delivery, released } = scene
  const waiters = await store.write(function* (dialect, org) {
    const isDone = yield* isUpToDate(dialect, org, delivery.id, delivery.from)
    return isDone ? yield* releaseOptional(dialect, org, place) : []
  })
  for (const id of waiters) if (id !== delivery.id) released.add(id)
  return waiters.includes(delivery.id)
}

function isOpenWalk({ walk, status }: Pick<SliceTable, 'walk' | 'status'>): boolean {
  return walk === 'rows' && status === 'open'
}

interface OpenScene extends DeliveryScene {
  readonly consumer: Consumer
  readonly isNew: boolean
}

async function setScene(
  store: Store,
  delivery: Delivery,
  connection: Connection,
  sink: Sink<unknown>,
  made: Pick<DeliveryScene, 'mapping' | 'asks' | 'shape'> & { readonly options: Play },
): Promise<OpenScene> {
  const { mapping, asks, shape, options } = made
  const { engine, tally, signal } = options
  const clock = engine.clock ?? engineClock()
  const { consumer, isNew } = await store.write(function* (dialect, org) {
    const known = yield* takeConsumer(dialect, org, delivery.id)
    const head = yield* readHead(dialect, org)
    const outdated =
      known === undefined ||
      known.epoch !== head.epoch ||
      Math.min(known.live, known.bulk) < head.purgedTo
    if (!outdated) return { consumer: known, isNew: false }
    const fresh = yield* rebuildConsumer(dialect, org, delivery.id, '', clock.now())
    return { consumer: fresh, isNew: true }
  })
  return {
    store,
    delivery,
    connection,
    place: { connection: connection.id, sink: delivery.sink },
    sink,
    neighbours: options.neighbours,
    mapping,
    asks,
    joins: joinsOf(mapping),
    shape,
    consents: options.consents,
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

function namedSink(
  delivery: Delivery,
  sink: Sink<unknown> | ServedSink<unknown> | undefined,
): Sink<unknown> | ServedSink<unknown> {
  if (sink !== undefined) return sink
  throw fault({
    kind: 'config',
    message: `${delivery.connection} has no sink ${delivery.sink}.`,
  })
}

async function hasChanges(scene: DeliveryScene): Promise<boolean> {
  let moved = true
  while (moved) moved = await fanOut(scene)
  const work = await scene.store.read((dialect, org) => countWork(dialect, org, scene.delivery.id))
  return work.count > 0
}

/** Takes work and does it, waits a little for what was put off, and ends when nothing can be done now. */
async function drain(scene: DeliveryScene, longestWaitMs: number): Promise<Fault | undefined> {
  const { store, delivery, clock, signal } = scene
  const until = clock.now() + longestWaitMs
  for (;;) {
    signal.throwIfAborted()
    const unknown = await settleUnknown(scene)
    if (unknown.fault !== undefined) return unknown.fault
    const polled = await pollPending(scene)
    if (polled !== undefined) return polled
    const taken = await fanOut(scene)
    const { worked, fault: found } = await deliverSome(scene)
    if (found !== undefined) return found
    if (taken || worked) continue
    const work = await store.read((dialect, org) => countWork(dialect, org, delivery.id))
    const nextAt = work.count > 0 ? work.nextAt : unknown.nextAt
    if (nextAt === undefined || nextAt > until) return undefined
    await sleep(Math.max(1, nextAt - clock.now()), signal)
  }
}
