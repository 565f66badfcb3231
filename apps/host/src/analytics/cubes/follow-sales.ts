import {
  allCampaignsDue,
  cubeParts,
  fillCube,
  followerStep,
  forgetSales,
  moveFollower,
  movedCarts,
  movedOrders,
  movedTouchesDue,
  stepSize,
  takeBuyersDue,
  takeCheckoutsDue,
  takeFollower,
  takeSalesDue,
  walkedPage,
  type Dialect,
  type Follower,
  type Lane,
  type StepSize,
  type Store,
  type Work,
} from '../../store/index.ts'
import { applyRows, changedZones, followedEntities } from './apply-rows.ts'
import { applyCarts } from './apply-carts.ts'
import { applyPayments } from './apply-payments.ts'
import { applySources, type Applying } from './apply-sources.ts'
import { changedPage } from './changed-page.ts'
import { presentRows, walkedRows } from './present-rows.ts'
import { consumerId, version } from './sales-standing.ts'
import { storeZones, type ZoneOfConnection } from './store-zones.ts'
import { filledParts, placeOfParts } from './walk-place.ts'

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

interface Following extends Follower {
  readonly size: StepSize
  readonly zoneOf: ZoneOfConnection
  readonly rebuilt: boolean
}

async function openFollowing(
  store: Store,
  { zoneOf = () => undefined, now = Date.now }: FollowSalesOptions,
): Promise<Following> {
  const follower = { store, id: consumerId, subject: 'the figures', alone: 'figures', now }
  const taken = await store.write(function* (dialect, org) {
    yield* dialect.alone([follower.alone, org])
    const { fence, rebuilt } = yield* takeFollower(dialect, org, consumerId, version, now())
    if (rebuilt) {
      yield* forgetSales(dialect, org)
      yield* allCampaignsDue(dialect, org)
    } else {
      // The configuration says zones too, and no row of the store tells when it changes.
      yield* changedZones(dialect, org, yield* storeZones(dialect, org, zoneOf))
    }
    return { fence, rebuilt }
  })
  return { ...follower, ...taken, zoneOf, size: stepSize(store, walkPage) }
}

function rowsOf({ size }: Following): number {
  return Math.min(page, size.rows)
}

function followLane(scene: Following, lane: Lane): Promise<number | undefined> {
  return followerStep(scene, function* (dialect, org, place) {
    const end = scene.size.begin()
    const wanted = { entities: followedEntities, most: rowsOf(scene) }
    const changed = yield* changedPage(dialect, org, lane, place, wanted)
    if (changed === undefined) return undefined
    const { looked, rows, to } = changed
    const applying = yield* applyingNow(dialect, org, scene, place.backfillId)
    if (rows.some(({ entity }) => entity === 'store'))
      yield* changedZones(dialect, org, applying.zones)
    yield* applyRows(dialect, org, rows, applying)
    yield* moveFollower(dialect, org, scene, to)
    end(looked)
    return rows.length
  })
}

/** One step of the walk over all rows, entity by entity; after that the cube is filled, a part at a time. */
function walk(scene: Following): Promise<number | undefined> {
  return followerStep(scene, function* (dialect, org, { backfillId }) {
    if (backfillId === undefined) return undefined
    const end = scene.size.begin()
    const found = yield* walkedPage(dialect, org, followedEntities, backfillId, scene.size.rows)
    if (found === undefined) return yield* fillPart(dialect, org, scene, filledParts(backfillId))
    const rows = walkedRows(found)
    yield* applyRows(dialect, org, rows, yield* applyingNow(dialect, org, scene, backfillId))
    yield* moveFollower(dialect, org, scene, { backfill_id: found.next ?? placeOfParts(0) })
    end(found.rows.length)
    return rows.length
  })
}

function* fillPart(dialect: Dialect, org: string, scene: Following, filled: number): Work<number> {
  const part = cubeParts[filled]
  if (part !== undefined) yield* fillCube(dialect, org, part)
  const next = part === undefined ? null : placeOfParts(filled + 1)
  yield* moveFollower(dialect, org, scene, { backfill_id: next })
  return 0
}

/** Orders, payments and carts that no row of theirs put before us. */
function followDue(scene: Following): Promise<number | undefined> {
  return followerStep(scene, function* (dialect, org, { backfillId }) {
    const end = scene.size.begin()
    const most = rowsOf(scene)
    const members = yield* takeBuyersDue(dialect, org, most)
    const moved = yield* movedOrders(dialect, org, members)
    const carts = (yield* movedCarts(dialect, org, members)).map(({ kind, id }) => ({
      entity: kind,
      id,
    }))
    yield* movedTouchesDue(dialect, org, members)
    const due = yield* takeSalesDue(dialect, org, most)
    const checkouts = yield* takeCheckoutsDue(dialect, org, most)
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
