import type { JsonObject } from '@cartograph/core'
import {
  allCampaignsDue,
  changesAfter,
  cubeParts,
  dueBuyers,
  dueCheckouts,
  dueSales,
  fillCube,
  forgetSales,
  movedCarts,
  movedOrders,
  movedTouchesDue,
  followedElsewhere,
  moveConsumer,
  readConsumer,
  readHead,
  rebuildConsumer,
  rowsAfter,
  settleBuyers,
  settleCheckouts,
  settleSales,
  stepSize,
  takeConsumer,
  type ConsumerMove,
  type Dialect,
  type Lane,
  type StepSize,
  type Store,
  type Work,
} from '../../store/index.ts'
import { applyRows, changedZones, followedEntities } from './apply-rows.ts'
import { applyCarts } from './apply-carts.ts'
import { applyPayments } from './apply-payments.ts'
import { applySources, type Applying } from './apply-sources.ts'
import type { FollowedRow } from './followed-row.ts'
import { presentRows } from './present-rows.ts'
import { consumerId, version } from './sales-standing.ts'
import { storeZones, type ZoneOfConnection } from './store-zones.ts'
import { entityAfter, filledParts, placeIn } from './walk-place.ts'

/** Rows of one transaction at the most. */
const page = 250
/** Of the walk, in which more rows share a customer, a product and a commit. */
const walkPage = 1000

export interface FollowSalesOptions {
  /** Zones of connections, for stores that do not say theirs. */
  readonly zoneOf?: ZoneOfConnection
  readonly signal: AbortSignal
  readonly now?: () => number
}

export interface FollowedSales {
  /** Orders and other rows that were looked at. */
  readonly rows: number
  /** Whether all was made anew, because there was nothing yet. */
  readonly rebuilt: boolean
}

/**
 * Brings the facts that figures are summed from, and their sums, up to date with the store.
 *
 * It follows the change log: each page of changes, what follows from it and the new position are one transaction, so each change
 * counts once. What is not in the log of orders (who bought, what goods cost, the zone of a store) puts orders before it again.
 */
export async function followSales(
  store: Store,
  options: FollowSalesOptions,
): Promise<FollowedSales> {
  const scene = await openFollowing(store, options)
  let rows = 0
  for (;;) {
    options.signal.throwIfAborted()
    const taken =
      (await followLane(scene, 'live')) ??
      (await walk(scene)) ??
      (await followLane(scene, 'bulk')) ??
      (await followDue(scene))
    if (taken === undefined) return { rows, rebuilt: scene.rebuilt }
    rows += taken
  }
}

interface Following {
  readonly store: Store
  readonly size: StepSize
  readonly zoneOf: ZoneOfConnection
  readonly fence: number
  readonly rebuilt: boolean
  readonly now: () => number
}

async function openFollowing(
  store: Store,
  { zoneOf = () => undefined, now = Date.now }: FollowSalesOptions,
): Promise<Following> {
  return store.write(function* (dialect, org) {
    yield* aloneWithSales(dialect, org)
    const known = yield* takeConsumer(dialect, org, consumerId)
    const head = yield* readHead(dialect, org)
    const isCurrent =
      known !== undefined &&
      known.version === version &&
      known.epoch === head.epoch &&
      Math.min(known.live, known.bulk) >= head.purgedTo
    const common = { store, zoneOf, now, size: stepSize(store, walkPage) }
    if (isCurrent) {
      // The configuration says zones too, and no row of the store tells when it changes.
      yield* changedZones(dialect, org, yield* storeZones(dialect, org, zoneOf))
      return { ...common, fence: known.fence, rebuilt: false }
    }
    yield* forgetSales(dialect, org)
    yield* allCampaignsDue(dialect, org)
    const fresh = yield* rebuildConsumer(dialect, org, consumerId, version, now())
    return { ...common, fence: fresh.fence, rebuilt: true }
  })
}

/** One transaction at a time makes facts: what two changes touch may be the same. */
function aloneWithSales({ alone }: Dialect, org: string): Work<void> {
  return alone(['figures', org])
}

function rowsOf({ size }: Following): number {
  return Math.min(page, size.rows)
}

/** Runs one step of the following while nobody else does one. */
function step(
  scene: Following,
  work: (
    dialect: Dialect,
    org: string,
    place: {
      readonly live: number
      readonly bulk: number
      readonly backfillId: string | undefined
    },
  ) => Work<number | undefined>,
): Promise<number | undefined> {
  return scene.store.write(function* (dialect, org) {
    yield* aloneWithSales(dialect, org)
    const consumer = yield* readConsumer(dialect, org, consumerId)
    if (consumer?.fence !== scene.fence) throw followedElsewhere('the figures')
    return yield* work(dialect, org, consumer)
  })
}

function followLane(scene: Following, lane: Lane): Promise<number | undefined> {
  return step(scene, function* (dialect, org, place) {
    const end = scene.size.begin()
    const changes = yield* changesAfter(dialect, org, lane, place[lane], rowsOf(scene))
    const last = changes.at(-1)
    if (last === undefined) return undefined
    const own = changes.filter(({ entity }) => followedEntities.includes(entity))
    const applying = yield* applyingNow(dialect, org, scene, place.backfillId)
    if (own.some(({ entity }) => entity === 'store'))
      yield* changedZones(dialect, org, applying.zones)
    yield* applyRows(dialect, org, yield* presentRows(dialect, org, own), applying)
    yield* move(dialect, org, scene, { [lane]: last.seq })
    end(changes.length)
    return own.length
  })
}

/** One step of the walk over all rows, entity by entity; after that the cube is filled, a part at a time. */
function walk(scene: Following): Promise<number | undefined> {
  return step(scene, function* (dialect, org, { backfillId }) {
    if (backfillId === undefined) return undefined
    const { entity, id } = placeIn(backfillId)
    if (entity === undefined) {
      const filled = filledParts(backfillId)
      const part = cubeParts[filled]
      if (part !== undefined) yield* fillCube(dialect, org, part)
      yield* move(dialect, org, scene, {
        backfill_id: part === undefined ? null : `/${filled + 1}`,
      })
      return 0
    }
    const end = scene.size.begin()
    const most = scene.size.rows
    const found = yield* rowsAfter(dialect, org, entity, id, most)
    const rows = found.flatMap((row): readonly FollowedRow[] =>
      row.deleted ? [] : [{ entity, id: row.id, row: JSON.parse(row.data) as JsonObject }],
    )
    yield* applyRows(dialect, org, rows, yield* applyingNow(dialect, org, scene, backfillId))
    const last = found.length < most ? undefined : found.at(-1)
    const next = last === undefined ? `${entityAfter(entity)}/` : `${entity}/${last.id}`
    yield* move(dialect, org, scene, { backfill_id: next })
    end(found.length)
    return rows.length
  })
}

/** Orders, payments and carts that no row of theirs put before us. */
function followDue(scene: Following): Promise<number | undefined> {
  return step(scene, function* (dialect, org, { backfillId }) {
    const end = scene.size.begin()
    const most = rowsOf(scene)
    const members = yield* dueBuyers(dialect, org, most)
    const moved = yield* movedOrders(dialect, org, members)
    const carts = (yield* movedCarts(dialect, org, members)).map(({ kind, id }) => ({
      entity: kind,
      id,
    }))
    yield* movedTouchesDue(dialect, org, members)
    yield* settleBuyers(dialect, org, members)
    const due = yield* dueSales(dialect, org, most)
    yield* settleSales(dialect, org, due)
    const checkouts = yield* dueCheckouts(dialect, org, most)
    yield* settleCheckouts(dialect, org, checkouts)
    if (members.length + due.length + checkouts.length === 0) return undefined
    const applying = yield* applyingNow(dialect, org, scene, backfillId)
    yield* applySources(dialect, org, [...new Set([...moved, ...due])], applying)
    const again = yield* presentRows(dialect, org, [...checkouts, ...carts])
    yield* applyPayments(dialect, org, again, applying.zones)
    yield* applyCarts(dialect, org, again, applying.zones)
    const looked = moved.length + due.length + again.length
    end(looked)
    return looked
  })
}

function* applyingNow(
  dialect: Dialect,
  org: string,
  { zoneOf }: Following,
  backfillId: string | undefined,
): Work<Applying> {
  const zones = yield* storeZones(dialect, org, zoneOf)
  return { zones, parts: cubeParts.slice(0, filledParts(backfillId)) }
}

function* move(
  dialect: Dialect,
  org: string,
  { fence, now }: Following,
  to: ConsumerMove,
): Work<void> {
  if (!(yield* moveConsumer(dialect, org, consumerId, fence, to, now())))
    throw followedElsewhere('the figures')
}
