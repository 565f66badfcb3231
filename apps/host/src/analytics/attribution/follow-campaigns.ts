import type { AttributionSettings } from '../../config/index.ts'
import {
  followerStep,
  forgetCampaigns,
  moveFollower,
  stepSize,
  takeCampaignsDue,
  takeFollower,
  takeTouchesDue,
  walkedPage,
  type Follower,
  type Lane,
  type StepSize,
  type Store,
} from '../../store/index.ts'
import { changedPage } from '../cubes/changed-page.ts'
import { presentRows, walkedRows } from '../cubes/present-rows.ts'
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

interface Following extends Follower {
  readonly size: StepSize
  readonly settings: AttributionSettings
  readonly zoneOf: ZoneOfConnection
  readonly rebuilt: boolean
}

async function openFollowing(
  store: Store,
  { settings, zoneOf = () => undefined, now = Date.now }: FollowCampaignsOptions,
): Promise<Following> {
  // Alone with the follower of sales: an order of which it writes and a link of which we do are then seen by one of the two.
  const follower = { store, id: consumerId, subject: 'the campaigns', alone: 'figures', now }
  const taken = await store.write(function* (dialect, org) {
    yield* dialect.alone([follower.alone, org])
    const version = campaignVersion(settings)
    const { fence, rebuilt } = yield* takeFollower(dialect, org, consumerId, version, now())
    if (rebuilt) yield* forgetCampaigns(dialect, org)
    return { fence, rebuilt }
  })
  return { ...follower, ...taken, settings, zoneOf, size: stepSize(store, page) }
}

function followLane(scene: Following, lane: Lane): Promise<number | undefined> {
  return followerStep(scene, function* (dialect, org, place) {
    const end = scene.size.begin()
    const wanted = { entities: campaignEntities, most: scene.size.rows }
    const changed = yield* changedPage(dialect, org, lane, place, wanted)
    if (changed === undefined) return undefined
    yield* applyTouches(dialect, org, changed.rows, scene.settings)
    yield* moveFollower(dialect, org, scene, changed.to)
    end(changed.looked)
    return changed.rows.length
  })
}

/** One step of the walk over all rows that may tell of links. */
function walk(scene: Following): Promise<number | undefined> {
  return followerStep(scene, function* (dialect, org, { backfillId }) {
    if (backfillId === undefined) return undefined
    const end = scene.size.begin()
    const found = yield* walkedPage(dialect, org, touchEntities, backfillId, scene.size.rows)
    const rows = found === undefined ? [] : walkedRows(found)
    yield* applyTouches(dialect, org, rows, scene.settings)
    yield* moveFollower(dialect, org, scene, { backfill_id: found?.next ?? null })
    end(found?.rows.length ?? 0)
    return rows.length
  })
}

/** Rows that tell of links and are of somebody else now. */
function lookAgain(scene: Following): Promise<number | undefined> {
  return followerStep(scene, function* (dialect, org) {
    const due = yield* takeTouchesDue(dialect, org, scene.size.rows)
    if (due.length === 0) return undefined
    yield* applyTouches(dialect, org, yield* presentRows(dialect, org, due), scene.settings)
    return due.length
  })
}

/** Orders for which has to be found anew what led to them. */
function attribute(scene: Following): Promise<number | undefined> {
  return followerStep(scene, function* (dialect, org) {
    const end = scene.size.begin()
    const due = yield* takeCampaignsDue(dialect, org, scene.size.rows)
    if (due.length === 0) return undefined
    const zones = yield* storeZones(dialect, org, scene.zoneOf)
    yield* applyAttribution(dialect, org, due, { settings: scene.settings, zones })
    end(due.length)
    return due.length
  })
}
