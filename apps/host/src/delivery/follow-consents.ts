import type { Delivery } from '../config/index.ts'
import type { Clock } from '../queue/index.ts'
import {
  addWork,
  canGoOn,
  changesAfter,
  clearFacts,
  joinedIds,
  moveConsumer,
  readConsumer,
  readHead,
  rebuildConsumer,
  replaceFacts,
  rowsById,
  walkedPage,
  type Consumer,
  type Dialect,
  type StoredRow,
  type Store,
  type Work,
} from '../store/index.ts'
import { consentEntities, consentFacts } from './consent-facts.ts'
import { sourceKind } from './groups.ts'

/** The follower's place in the change log; no delivery may be called so. */
const follower = '$consents'
const version = '2'
/** Under which name a delivery keeps whom it waits for. */
export const consentName = '$consent'
const batch = 1000
const mostWaiting = 10_000

/**
 * Brings what is known of consents up to the end of the change log, for all deliveries together.
 *
 * Rows that were withheld for want of a consent are due again when something is said by, or of, their person. Gives back the
 * deliveries that this concerns.
 */
export async function followConsents(
  store: Store,
  deliveries: readonly Delivery[],
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const woken = new Set<string>()
  for (;;) {
    signal.throwIfAborted()
    const subjects = await store.write(function* (dialect, org) {
      yield* dialect.alone(['consents', org])
      const changed = yield* step(dialect, org, clock.now())
      for (const delivery of changed === undefined ? [] : deliveries)
        if (yield* wakeWaiting(dialect, org, delivery, changed ?? [])) woken.add(delivery.id)
      return changed
    })
    if (subjects === undefined) return [...woken]
  }
}

/** Whether anybody has asked for consents yet: before that nothing of persons is kept here. */
export async function areConsentsKept(store: Store): Promise<boolean> {
  return (await store.read((dialect, org) => readConsumer(dialect, org, follower))) !== undefined
}

/** One step on; gives back whom it was about, or undefined where nothing was left to do. */
function* step(dialect: Dialect, org: string, now: number): Work<readonly string[] | undefined> {
  const head = yield* readHead(dialect, org)
  const known = yield* readConsumer(dialect, org, follower)
  if (!canGoOn(known, head) || known.version !== version) {
    yield* clearFacts(dialect, org)
    yield* rebuildConsumer(dialect, org, follower, version, now)
    return []
  }
  const live = yield* followLane(dialect, org, known, 'live', now)
  if (live !== undefined) return live
  const walked = yield* walk(dialect, org, known, now)
  return walked ?? (yield* followLane(dialect, org, known, 'bulk', now))
}

function* followLane(
  dialect: Dialect,
  org: string,
  consumer: Consumer,
  lane: 'live' | 'bulk',
  now: number,
): Work<readonly string[] | undefined> {
  const changes = yield* changesAfter(dialect, org, lane, consumer[lane], batch)
  const last = changes.at(-1)
  if (last === undefined) return undefined
  const subjects: string[] = []
  for (const entity of consentEntities) {
    const ids = changes.flatMap((change) => (change.entity === entity ? change.id : []))
    const rows = yield* rowsById(dialect, org, entity, ids)
    subjects.push(...(yield* keep(dialect, org, entity, ids, [...rows.values()])))
  }
  yield* moveConsumer(dialect, org, follower, consumer.fence, { [lane]: last.seq }, now)
  return subjects
}

/** The walk over all rows that it begins with, one entity after the other. */
function* walk(
  dialect: Dialect,
  org: string,
  { backfillId, fence }: Consumer,
  now: number,
): Work<readonly string[] | undefined> {
  if (backfillId === undefined) return undefined
  const found = yield* walkedPage(dialect, org, consentEntities, backfillId, batch)
  const subjects: string[] = []
  if (found !== undefined) {
    const ids = found.rows.map(({ id }) => id)
    subjects.push(...(yield* keep(dialect, org, found.entity, ids, found.rows)))
  }
  const moved = { backfill_id: found?.next ?? null }
  yield* moveConsumer(dialect, org, follower, fence, moved, now)
  return subjects
}

function* keep(
  dialect: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
  rows: readonly StoredRow[],
): Work<readonly string[]> {
  const facts = rows.flatMap((row) => consentFacts(entity, row))
  return yield* replaceFacts(dialect, org, entity, ids, facts)
}

function* wakeWaiting(
  dialect: Dialect,
  org: string,
  delivery: Delivery,
  subjects: readonly string[],
): Work<boolean> {
  const { id } = delivery
  const found = yield* joinedIds(dialect, org, id, 'asks', consentName, subjects, mostWaiting)
  if (found.length === 0) return false
  const { seq } = yield* readHead(dialect, org)
  const entity = sourceKind({ delivery })
  const due = found.map((row) => ({ entity, id: row.id, seq, lane: 'live' as const }))
  yield* addWork(dialect, org, id, due)
  return true
}
