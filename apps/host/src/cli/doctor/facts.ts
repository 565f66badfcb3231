import type { Parts } from '@cartograph/core'
import type { Configuration, Connection, Delivery } from '../../config/index.ts'
import type { Installation } from '../../connections/index.ts'
import { sweepNeed, webhookLetters } from '../../engine/index.ts'
import { defaultWaits } from '../../queue/index.ts'
import {
  countChangesAfter,
  countLetters,
  followerFigures,
  lastRuns,
  placeName,
  readAccount,
  readConsumer,
  readRegistrations,
  readSlices,
  readStream,
  storeFigures,
  storeInstant,
  type Dialect,
  type HeldDeletes,
  type RunEntry,
  type StoreFigures,
  type Work,
} from '../../store/index.ts'
import { knownParts } from '../../work/index.ts'

export interface StreamFacts {
  readonly connection: string
  readonly stream: string
  readonly lastRun: RunEntry | undefined
  /** Of the runs that are remembered. */
  readonly lastSuccessAt: number | undefined
  readonly openSlices: number
  /** Failed attempts of a part that is not read to its end. */
  readonly attempts: number
  readonly letters: number
  readonly held: HeldDeletes | undefined
  /** It should have been looked through for what is gone, and was not. */
  readonly isSweepOverdue: boolean
}

export interface ConnectionFacts {
  readonly id: string
  readonly rule: { readonly rule: string; readonly zone: string } | undefined
  /** Streams that are enabled, as far as they are known without the vendor. */
  readonly enabled: readonly string[]
  readonly streams: readonly StreamFacts[]
  /** The vendor's clock less ours, when it was last looked at. */
  readonly clockOffsetMs: number | undefined
  readonly inbox: { readonly waiting: number; readonly oldestAt: number } | undefined
  readonly webhookLetters: number
  /** Of a connector that tells its vendor by itself where webhooks go. */
  readonly registration:
    | { readonly count: number | undefined; readonly checkedAt: number | undefined }
    | undefined
}

export interface DeliveryFacts {
  readonly id: string
  readonly isPaused: boolean
  readonly behind: number
  /** Undefined: it was never pushed. */
  readonly movedAt: number | undefined
  readonly waiting: number
  readonly held: number
  readonly unknown: number
  /** Since when somebody should have found out what came of its items. */
  readonly unknownSince: number | undefined
  readonly letters: number
  readonly lastRun: RunEntry | undefined
}

export interface Facts {
  readonly now: number
  /** The clock of the database less ours, less what the way there takes. */
  readonly storeOffsetMs: number
  /** Does the configuration say where vendors reach the host? */
  readonly hasPublicUrl: boolean
  readonly connections: readonly ConnectionFacts[]
  readonly deliveries: readonly DeliveryFacts[]
}

/** A sweep that is late by as much as its own interval is overdue. */
const lateSweepMs = 2 * defaultWaits.sweepMs

/** Everything that the store tells of what the configuration names. */
export async function gatherFacts(
  { configuration, store }: Pick<Installation, 'configuration' | 'store'>,
  now: number,
): Promise<Facts> {
  const parts = new Map<string, Parts<unknown>>()
  for (const connection of configuration.connections.values())
    // What a connector makes of what it once found in the account is its own; a failure of that shows in its runs.
    parts.set(connection.id, await knownParts(store, connection).catch(() => ({})))
  const found = await store.read((dialect, org) =>
    gather(dialect, org, { configuration, parts, now }),
  )
  return { ...found, storeOffsetMs: await offsetOf(store) }
}

/** Databases round; less than that is no difference. */
const resolutionMs = 10

/** How the clock of the database differs from ours, as far as that can be seen from here. */
async function offsetOf(store: Installation['store']): Promise<number> {
  const askedAt = Date.now()
  const there = await store.read((dialect) => storeInstant(dialect))
  const answeredAt = Date.now()
  const offsetMs = there < askedAt ? there - askedAt : Math.max(0, there - answeredAt)
  return Math.abs(offsetMs) < resolutionMs ? 0 : offsetMs
}

interface Known {
  readonly configuration: Configuration
  readonly parts: ReadonlyMap<string, Parts<unknown>>
  readonly now: number
}

function* gather(dialect: Dialect, org: string, known: Known): Work<Omit<Facts, 'storeOffsetMs'>> {
  const { configuration, parts, now } = known
  const figures = yield* storeFigures(dialect, org)
  const connections: ConnectionFacts[] = []
  for (const connection of configuration.connections.values()) {
    const own = { ...known, connection, parts: parts.get(connection.id) ?? {}, figures }
    connections.push(yield* connectionFacts(dialect, org, own))
  }
  const followers = yield* followerFigures(dialect, org)
  const deliveries: DeliveryFacts[] = []
  for (const delivery of configuration.deliveries.values()) {
    const own = yield* deliveryFacts(dialect, org, delivery, figures)
    deliveries.push({
      ...own,
      movedAt: followers.moved.get(delivery.id),
      unknownSince: followers.unknownSince.get(delivery.id),
    })
  }
  const hasPublicUrl = configuration.host?.url !== undefined
  return { now, hasPublicUrl, connections, deliveries }
}

interface KnownConnection {
  readonly connection: Connection
  readonly parts: Parts<unknown>
  readonly figures: StoreFigures
  readonly now: number
}

function* connectionFacts(
  dialect: Dialect,
  org: string,
  known: KnownConnection,
): Work<ConnectionFacts> {
  const { connection, parts, figures } = known
  const { id, schedule, timeZone = 'UTC', streams = Object.keys(parts.streams ?? {}) } = connection
  const facts: StreamFacts[] = []
  for (const stream of streams) {
    const one = yield* streamFacts(dialect, org, known, stream)
    if (one !== undefined) facts.push(one)
  }
  const account = yield* readAccount(dialect, org, id)
  const registered = yield* readRegistrations(dialect, org, id)
  return {
    id,
    rule: schedule === undefined ? undefined : { rule: schedule, zone: timeZone },
    enabled: streams,
    streams: facts,
    clockOffsetMs: account?.clockOffsetMs,
    inbox: figures.inbox.find((each) => each.connection === id),
    webhookLetters: yield* countLetters(dialect, org, webhookLetters(id)),
    registration:
      parts.webhook?.register === undefined
        ? undefined
        : { count: registered?.registered.length, checkedAt: registered?.checkedAt },
  }
}

function* streamFacts(
  dialect: Dialect,
  org: string,
  { connection, parts, figures, now }: KnownConnection,
  stream: string,
): Work<StreamFacts | undefined> {
  const place = { connection: connection.id, stream }
  const name = placeName(place)
  const state = yield* readStream(dialect, org, place)
  const [lastRun] = yield* lastRuns(dialect, org, 'source', name, 1)
  if (state === undefined && lastRun === undefined) return undefined
  const definition = parts.streams?.[stream]
  const slices = yield* readSlices(dialect, org, place)
  const isHere = (each: { readonly connection: string; readonly stream: string }) =>
    each.connection === place.connection && each.stream === stream
  const open = figures.openSlices.find(isHere)
  const need =
    definition === undefined || state === undefined
      ? undefined
      : sweepNeed(definition, slices, state, {
          now,
          everyMs: lateSweepMs,
          asked: false,
          isFed: parts.feed?.streams.includes(stream) ?? false,
        })
  return {
    ...place,
    lastRun,
    lastSuccessAt: figures.successes.find(({ side, part }) => side === 'source' && part === name)
      ?.endedAt,
    openSlices: open?.count ?? 0,
    attempts: open?.attempts ?? 0,
    letters: lettersOf(figures, 'source', name),
    held: state?.held,
    isSweepOverdue: need !== undefined && (need.sweep || need.anew),
  }
}

function* deliveryFacts(
  dialect: Dialect,
  org: string,
  { id, paused, from }: Delivery,
  figures: StoreFigures,
): Work<Omit<DeliveryFacts, 'movedAt' | 'unknownSince'>> {
  const { live = 0, bulk = 0 } = (yield* readConsumer(dialect, org, id)) ?? {}
  const [lastRun] = yield* lastRuns(dialect, org, 'delivery', id, 1)
  const items = (state: string) =>
    figures.unsettled.find((each) => each.delivery === id && each.state === state)?.count ?? 0
  return {
    id,
    isPaused: paused,
    behind: yield* countChangesAfter(dialect, org, from, { live, bulk }),
    waiting: figures.work.find(({ delivery }) => delivery === id)?.count ?? 0,
    held: items('held'),
    unknown: items('sent'),
    letters: lettersOf(figures, 'delivery', id),
    lastRun,
  }
}

function lettersOf({ letters }: StoreFigures, side: 'source' | 'delivery', part: string): number {
  return letters.find((each) => each.side === side && each.part === part)?.count ?? 0
}
