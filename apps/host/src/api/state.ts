import type { Fault } from '@cartograph/core'
import type { Configuration, Delivery } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { webhookLetters } from '../engine/index.ts'
import {
  countChangesAfter,
  countEntries,
  countHeld,
  countLetters,
  countRecords,
  countWebhooks,
  countWork,
  lastFirings,
  lastRuns,
  listStreams,
  pausedConnections,
  openSlices,
  placeName,
  readConsumer,
  readLetters,
  readSchedules,
  readServed,
  readStream,
  type ConnectionPause,
  type Dialect,
  type HeldDeletes,
  type LetterPlace,
  type Place,
  type RunEntry,
  type Work,
} from '../store/index.ts'
import { servedState, type ServedState } from './served-state.ts'

/** A run that has ended, or one that was cut off: then `ok` is false and it has no end. */
export interface LastRun {
  readonly at: string
  readonly endedAt?: string
  readonly ok: boolean
}

/** What could not be processed: how many, and the newest of them. */
export interface Letters {
  readonly count: number
  readonly examples: readonly { readonly at: string; readonly fault: Fault }[]
}

export interface StreamState {
  readonly stream: string
  readonly records: number
  readonly deleted: number
  readonly lastRun?: LastRun
  /** A reading has begun and not ended: the next run goes on from there. */
  readonly open: boolean
  readonly deadLetters: Letters
  readonly heldDeletes?: HeldDeletes
}

export interface DeliveryState {
  readonly id: string
  /** By the configuration, or because its connection is. */
  readonly paused: boolean
  /** Changes of the store that the delivery has not looked at. */
  readonly lag: number
  /** It has not walked all rows that were there when it began. */
  readonly backfilling: boolean
  /** Rows that wait for another attempt, or for items of other sinks. */
  readonly held: number
  /** Items that the sink refused. */
  readonly failed: number
  /** Items whose outcome nobody saw. */
  readonly unknown: number
  readonly lastRun?: LastRun
  readonly deadLetters: Letters
  /** Of a sink that its vendor fetches. */
  readonly served?: ServedState
}

/** When a connection is read, and what came of the last slot. */
export interface ScheduleState {
  readonly rule: string
  readonly zone: string
  /** Missing where the rule has no further instant. */
  readonly next?: string
  /** What was out of the ordinary at the last slot. */
  readonly note?: string
}

/** The webhooks of a connection that are kept, as they stand. */
export interface WebhookCounts {
  readonly waiting: number
  readonly done: number
  /** They could not be understood. */
  readonly deadLetters: Letters
}

/** Since when a connection rests, and who wanted it so. */
export interface ShownPause {
  readonly since: string
  readonly by: string
}

export function shownPause({ pausedAt, pausedBy }: ConnectionPause): ShownPause {
  return { since: new Date(pausedAt).toISOString(), by: pausedBy }
}

export interface State {
  readonly connections: readonly {
    readonly id: string
    readonly connector: string
    readonly streams: readonly StreamState[]
    /** Nothing is read from it and sent to it. */
    readonly paused?: ShownPause
    readonly schedule?: ScheduleState
    readonly webhooks?: WebhookCounts
  }[]
  readonly deliveries: readonly DeliveryState[]
  readonly deadLetters: number
}

const exampleCount = 3

/** How everything that the configuration names stands, from the store alone. */
export function readState({ configuration, store }: Installation): Promise<State> {
  return store.read((dialect, org) => collect(dialect, org, configuration))
}

function* collect(dialect: Dialect, org: string, configuration: Configuration): Work<State> {
  const places = yield* listStreams(dialect, org)
  const paused = yield* pausedConnections(dialect, org)
  const connections: State['connections'][number][] = []
  for (const { id, connectorName, version } of configuration.connections.values()) {
    const streams: StreamState[] = []
    for (const place of places)
      if (place.connection === id) streams.push(yield* streamState(dialect, org, place))
    const schedule = yield* scheduleState(dialect, org, id)
    const webhooks = yield* webhookCounts(dialect, org, id)
    const pause = paused.get(id)
    connections.push({
      id,
      connector: `${connectorName} ${version}`,
      streams,
      ...(pause !== undefined && { paused: shownPause(pause) }),
      ...(schedule !== undefined && { schedule }),
      ...(webhooks !== undefined && { webhooks }),
    })
  }
  const deliveries: DeliveryState[] = []
  for (const delivery of configuration.deliveries.values())
    deliveries.push(yield* deliveryState(dialect, org, delivery, paused.has(delivery.connection)))
  const webhooks = connections.flatMap((connection) => connection.webhooks ?? [])
  const parts = [...connections.flatMap(({ streams }) => streams), ...webhooks, ...deliveries]
  const deadLetters = parts.reduce((sum, each) => sum + each.deadLetters.count, 0)
  return { connections, deliveries, deadLetters }
}

function* scheduleState(
  dialect: Dialect,
  org: string,
  connection: string,
): Work<ScheduleState | undefined> {
  const schedules = yield* readSchedules(dialect, org)
  const schedule = schedules.find(({ id }) => id === connection)
  if (schedule === undefined) return undefined
  const [last] = yield* lastFirings(dialect, org, connection, 1)
  const { rule, zone, nextAt } = schedule
  return {
    rule,
    zone,
    ...(nextAt !== null && { next: new Date(nextAt).toISOString() }),
    ...(typeof last?.note === 'string' && { note: last.note }),
  }
}

function* webhookCounts(
  dialect: Dialect,
  org: string,
  connection: string,
): Work<WebhookCounts | undefined> {
  const { open = 0, done = 0, failed = 0 } = yield* countWebhooks(dialect, org, connection)
  if (open + done + failed === 0) return undefined
  const deadLetters = yield* letters(dialect, org, webhookLetters(connection))
  return { waiting: open, done, deadLetters }
}

function* streamState(dialect: Dialect, org: string, place: Place): Work<StreamState> {
  const { live, deleted } = yield* countRecords(dialect, org, place)
  const open = yield* openSlices(dialect, org, place)
  const stream = yield* readStream(dialect, org, place)
  const [run] = yield* lastRuns(dialect, org, 'source', placeName(place), 1)
  return {
    stream: place.stream,
    records: live,
    deleted,
    ...(run !== undefined && { lastRun: lastRun(run) }),
    open: open.length > 0,
    deadLetters: yield* letters(dialect, org, { side: 'source', part: placeName(place) }),
    ...(stream?.held !== undefined && { heldDeletes: stream.held }),
  }
}

function* deliveryState(
  dialect: Dialect,
  org: string,
  delivery: Delivery,
  isConnectionPaused: boolean,
): Work<DeliveryState> {
  const { id, paused, from } = delivery
  const consumer = yield* readConsumer(dialect, org, id)
  const waiting = yield* countWork(dialect, org, id)
  const entries = yield* countEntries(dialect, org, id)
  const [run] = yield* lastRuns(dialect, org, 'delivery', id, 1)
  const positions = { live: consumer?.live ?? 0, bulk: consumer?.bulk ?? 0 }
  const behind = yield* countChangesAfter(dialect, org, from, positions)
  const served = yield* readServed(dialect, org, delivery)
  return {
    id,
    paused: paused || isConnectionPaused,
    lag: behind,
    backfilling: consumer === undefined || consumer.backfillId !== undefined,
    held: waiting.count + (yield* countHeld(dialect, org, id)),
    failed: entries.failed ?? 0,
    unknown: entries.sent ?? 0,
    ...(run !== undefined && { lastRun: lastRun(run) }),
    deadLetters: yield* letters(dialect, org, { side: 'delivery', part: id }),
    ...(served !== undefined && { served: servedState(served) }),
  }
}

function* letters(dialect: Dialect, org: string, place: LetterPlace): Work<Letters> {
  const count = yield* countLetters(dialect, org, place)
  const newest = count === 0 ? [] : yield* readLetters(dialect, org, place, exampleCount)
  return { count, examples: newest.map(({ at, fault }) => ({ at, fault })) }
}

function lastRun({ startedAt, endedAt, ok }: RunEntry): LastRun {
  return {
    at: new Date(startedAt).toISOString(),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    ok: ok ?? false,
  }
}
