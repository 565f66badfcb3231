import type { JsonObject } from '@cartograph/core'
import {
  appendChanges,
  canGoOn,
  changesAfter,
  dueVouchers,
  followedElsewhere,
  moveConsumer,
  readConsumer,
  readHead,
  rebuildConsumer,
  rowsById,
  walkedPage,
  type Consumer,
  type ConsumerMove,
  type Dialect,
  type Lane,
  type LoggedChange,
  type Store,
  type Work,
} from '../store/index.ts'
import { settleVouchers } from './settle-vouchers.ts'
import { moveOrders, moveUses, type ChangedRow } from './uses.ts'

/** No delivery can be called so: their names have no colon. */
const consumerId = 'computed:vouchers'
/** Another one has all vouchers looked at anew. */
const version = '1'
/** Rows of one transaction. */
const pageSize = 250
/** In this order: what was spent is known before what is left is written. */
const walked = ['voucherRedemption', 'voucher'] as const
const followed: ReadonlySet<string> = new Set([...walked, 'order'])

export interface FollowVouchersOptions {
  readonly signal: AbortSignal
  readonly now?: () => number
}

/**
 * Brings up to date what is left of vouchers: it follows the change log, and looks at those whose time has come.
 *
 * Each page of changes, what follows from it and the new position are one transaction.
 */
export async function followVouchers(
  store: Store,
  { signal, now = Date.now }: FollowVouchersOptions,
): Promise<void> {
  await store.write((dialect, org) => begin(dialect, org, now()))
  for (;;) {
    signal.throwIfAborted()
    const isMore =
      (await step(store, (dialect, org) => followLane(dialect, org, 'live', now()))) ||
      (await step(store, (dialect, org) => walk(dialect, org, now()))) ||
      (await step(store, (dialect, org) => followLane(dialect, org, 'bulk', now()))) ||
      (await step(store, (dialect, org) => settleDue(dialect, org, now())))
    if (!isMore) return
  }
}

/** Takes into account what was just written, for whoever is about to look at a voucher. */
export async function catchUpVouchers(store: Store, now: () => number = Date.now): Promise<void> {
  while (await store.read((dialect, org) => isBehind(dialect, org)))
    await step(store, (dialect, org) => followLane(dialect, org, 'live', now()))
}

/** Changes that are looked at for one that matters. */
const lookedAt = 100

function* isBehind(dialect: Dialect, org: string): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer === undefined) return false
  const changes = yield* changesAfter(dialect, org, 'live', consumer.live, lookedAt)
  return changes.length === lookedAt || changes.some(({ entity }) => followed.has(entity))
}

/** One at a time: two that settle one voucher would each go by what was before. */
function step(
  store: Store,
  work: (dialect: Dialect, org: string) => Work<boolean>,
): Promise<boolean> {
  return store.write(function* (dialect, org) {
    yield* dialect.alone(['vouchers', org])
    return yield* work(dialect, org)
  })
}

function* begin(dialect: Dialect, org: string, now: number): Work<void> {
  yield* dialect.alone(['vouchers', org])
  const head = yield* readHead(dialect, org)
  const known = yield* readConsumer(dialect, org, consumerId)
  if (!canGoOn(known, head) || known.version !== version)
    yield* rebuildConsumer(dialect, org, consumerId, version, now)
}

function* followLane(dialect: Dialect, org: string, lane: Lane, now: number): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer === undefined) return false
  const changes = yield* changesAfter(dialect, org, lane, consumer[lane], pageSize)
  const last = changes.at(-1)
  if (last === undefined) return false
  const used = yield* moveUses(
    dialect,
    org,
    yield* presentRows(dialect, org, 'voucherRedemption', changes),
  )
  const paid = yield* moveOrders(dialect, org, yield* presentRows(dialect, org, 'order', changes))
  const own = changes.filter(({ entity }) => entity === 'voucher').map(({ id }) => id)
  const settled = yield* settleVouchers(dialect, org, [...used, ...paid, ...own], now)
  yield* move(dialect, org, consumer, { [lane]: last.seq }, now)
  yield* appendChanges(dialect, org, settled, lane, now)
  return true
}

/** One step of the walk over all rows, at the beginning and after a restored backup. */
function* walk(dialect: Dialect, org: string, now: number): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer?.backfillId === undefined) return false
  const found = yield* walkedPage(dialect, org, walked, consumer.backfillId, pageSize)
  const present = (found?.rows ?? []).map(({ id, data, deleted }) => ({
    id,
    row: deleted ? undefined : (JSON.parse(data) as JsonObject),
  }))
  const vouchers =
    found?.entity === 'voucher'
      ? present.map(({ id }) => id)
      : yield* moveUses(dialect, org, present)
  const settled = yield* settleVouchers(dialect, org, vouchers, now)
  yield* move(dialect, org, consumer, { backfill_id: found?.next ?? null }, now)
  yield* appendChanges(dialect, org, settled, 'bulk', now)
  return true
}

/** Those that are over, or of whose end it is time to remind. */
function* settleDue(dialect: Dialect, org: string, now: number): Work<boolean> {
  const due = yield* dueVouchers(dialect, org, now, pageSize)
  if (due.length === 0) return false
  yield* appendChanges(dialect, org, yield* settleVouchers(dialect, org, due, now), 'live', now)
  return true
}

function* move(
  dialect: Dialect,
  org: string,
  { fence }: Consumer,
  to: ConsumerMove,
  now: number,
): Work<void> {
  if (!(yield* moveConsumer(dialect, org, consumerId, fence, to, now)))
    throw followedElsewhere('vouchers')
}

function* presentRows(
  dialect: Dialect,
  org: string,
  entity: string,
  changes: readonly LoggedChange[],
): Work<readonly ChangedRow[]> {
  const ids = changes.filter((change) => change.entity === entity).map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = yield* rowsById(dialect, org, entity, ids)
  return ids.map((id) => {
    const row = rows.get(id)
    const isThere = row !== undefined && !row.deleted
    return { id, row: isThere ? (JSON.parse(row.data) as JsonObject) : undefined }
  })
}
