import type { JsonObject } from '@cartograph/core'
import type { AttributionSettings } from '../../config/index.ts'
import {
  changesAfter,
  dueCampaigns,
  dueTouches,
  followedElsewhere,
  forgetCampaigns,
  moveConsumer,
  readConsumer,
  readHead,
  rebuildConsumer,
  rowsAfter,
  settleCampaigns,
  settleTouches,
  stepSize,
  takeConsumer,
  type Consumer,
  type ConsumerMove,
  type Dialect,
  type Lane,
  type StepSize,
  type Store,
  type Work,
} from '../../store/index.ts'
import type { FollowedRow } from '../cubes/followed-row.ts'
import { presentRows } from '../cubes/present-rows.ts'
import { storeZones, type ZoneOfConnection } from '../cubes/store-zones.ts'
import { applyAttribution } from './apply-attribution.ts'
import { applyTouches } from './apply-touches.ts'
import { campaignEntities, campaignVersion, consumerId } from './campaign-standing.ts'
import { touchEntities } from './touch.ts'

/** Rows of one transaction at the most. */
const page = 250

export interface FollowCampaignsOptions {
  readonly settings: AttributionSettings
  /** Zones of connections, for stores that do not say theirs. */
  readonly zoneOf?: ZoneOfConnection
  readonly signal: AbortSignal
  readonly now?: () => number
}

export interface FollowedCampaigns {
  /** Rows and orders that were looked at. */
  readonly rows: number
  /** Whether all was found out anew, because there was nothing yet, or by other settings. */
  readonly rebuilt: boolean
}

/**
 * Brings up to date which links led to which orders, and what campaigns come to by that.
 *
 * It follows the change log for what tells of links, and is told by the follower of sales which orders changed: their facts say who
 * bought and when, and what they come to.
 */
export async function followCampaigns(
  store: Store,
  options: FollowCampaignsOptions,
): Promise<FollowedCampaigns> {
  const scene = await openFollowing(store, options)
  let rows = 0
  for (;;) {
    options.signal.throwIfAborted()
    const taken =
      (await followLane(scene, 'live')) ??
      (await walk(scene)) ??
      (await followLane(scene, 'bulk')) ??
      (await lookAgain(scene)) ??
      (await attribute(scene))
    if (taken === undefined) return { rows, rebuilt: scene.rebuilt }
    rows += taken
  }
}

interface Following {
  readonly store: Store
  readonly size: StepSize
  readonly settings: AttributionSettings
  readonly zoneOf: ZoneOfConnection
  readonly fence: number
  readonly rebuilt: boolean
  readonly now: () => number
}

async function openFollowing(
  store: Store,
  { settings, zoneOf = () => undefined, now = Date.now }: FollowCampaignsOptions,
): Promise<Following> {
  return store.write(function* (dialect, org) {
    yield* aloneWithSales(dialect, org)
    const version = campaignVersion(settings)
    const known = yield* takeConsumer(dialect, org, consumerId)
    const head = yield* readHead(dialect, org)
    const isCurrent =
      known !== undefined &&
      known.version === version &&
      known.epoch === head.epoch &&
      Math.min(known.live, known.bulk) >= head.purgedTo
    const common = { store, settings, zoneOf, now, size: stepSize(store, page) }
    if (isCurrent) return { ...common, fence: known.fence, rebuilt: false }
    yield* forgetCampaigns(dialect, org)
    const fresh = yield* rebuildConsumer(dialect, org, consumerId, version, now())
    return { ...common, fence: fresh.fence, rebuilt: true }
  })
}

/** With the follower of sales: an order of which it writes and a link of which we do are then seen by one of the two. */
function aloneWithSales({ alone }: Dialect, org: string): Work<void> {
  return alone(['figures', org])
}

/** Runs one step of the following while nobody else does one. */
function step(
  scene: Following,
  work: (dialect: Dialect, org: string, place: Consumer) => Work<number | undefined>,
): Promise<number | undefined> {
  return scene.store.write(function* (dialect, org) {
    yield* aloneWithSales(dialect, org)
    const consumer = yield* readConsumer(dialect, org, consumerId)
    if (consumer?.fence !== scene.fence) throw followedElsewhere('the campaigns')
    return yield* work(dialect, org, consumer)
  })
}

function followLane(scene: Following, lane: Lane): Promise<number | undefined> {
  return step(scene, function* (dialect, org, place) {
    const end = scene.size.begin()
    const changes = yield* changesAfter(dialect, org, lane, place[lane], scene.size.rows)
    const last = changes.at(-1)
    if (last === undefined) return undefined
    const own = changes.filter(({ entity }) => campaignEntities.includes(entity))
    const rows = yield* presentRows(dialect, org, own)
    yield* applyTouches(dialect, org, rows, scene.settings)
    yield* move(dialect, org, scene, { [lane]: last.seq })
    end(changes.length)
    return own.length
  })
}

/** One step of the walk over all rows that may tell of links, entity by entity: `order/shop:7` is where it got to. */
function walk(scene: Following): Promise<number | undefined> {
  return step(scene, function* (dialect, org, { backfillId }) {
    if (backfillId === undefined) return undefined
    const slash = backfillId.indexOf('/')
    const entity = slash === -1 ? touchEntities[0] : backfillId.slice(0, slash)
    const end = scene.size.begin()
    const most = scene.size.rows
    const found = yield* rowsAfter(dialect, org, entity, backfillId.slice(slash + 1), most)
    const rows = found.flatMap(({ id, data, deleted }): readonly FollowedRow[] =>
      deleted ? [] : [{ entity, id, row: JSON.parse(data) as JsonObject }],
    )
    yield* applyTouches(dialect, org, rows, scene.settings)
    const last = found.length < most ? undefined : found.at(-1)
    const next = touchEntities[touchEntities.findIndex((each) => each === entity) + 1]
    yield* move(dialect, org, scene, {
      backfill_id:
        last !== undefined ? `${entity}/${last.id}` : next === undefined ? null : `${next}/`,
    })
    end(found.length)
    return rows.length
  })
}

/** Rows that tell of links and are of somebody else now. */
function lookAgain(scene: Following): Promise<number | undefined> {
  return step(scene, function* (dialect, org) {
    const due = yield* dueTouches(dialect, org, scene.size.rows)
    if (due.length === 0) return undefined
    yield* settleTouches(dialect, org, due)
    yield* applyTouches(dialect, org, yield* presentRows(dialect, org, due), scene.settings)
    return due.length
  })
}

/** Orders for which has to be found anew what led to them. */
function attribute(scene: Following): Promise<number | undefined> {
  return step(scene, function* (dialect, org) {
    const end = scene.size.begin()
    const due = yield* dueCampaigns(dialect, org, scene.size.rows)
    if (due.length === 0) return undefined
    yield* settleCampaigns(dialect, org, due)
    const zones = yield* storeZones(dialect, org, scene.zoneOf)
    yield* applyAttribution(dialect, org, due, { settings: scene.settings, zones })
    end(due.length)
    return due.length
  })
}

function* move(
  dialect: Dialect,
  org: string,
  { fence, now }: Following,
  to: ConsumerMove,
): Work<void> {
  if (!(yield* moveConsumer(dialect, org, consumerId, fence, to, now())))
    throw followedElsewhere('the campaigns')
}
