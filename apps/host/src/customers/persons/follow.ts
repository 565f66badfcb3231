import type { JsonObject } from '@cartograph/core'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import {
  appendChanges,
  changesAfter,
  emptyPersons,
  followedElsewhere,
  forgetIdentity,
  readConsumer,
  readHead,
  rebuildConsumer,
  rowsAfter,
  stepSize,
  takeConsumer,
  type Consumer,
  type Dialect,
  type Lane,
  type StepSize,
  type Store,
  type Work,
} from '../../store/index.ts'
import { aloneWithPersons } from './alone.ts'
import {
  apply,
  consumerId,
  followPage,
  move,
  pageSize,
  rulesNow,
  standingOf,
  type Following,
} from './follow-page.ts'
import { refreshProfiles } from './refresh-profiles.ts'
import { firstPlace, firstPlaceAgain, placeAfter, placeIn, placeText } from './walk-place.ts'

export interface FollowOptions {
  /** Default: the rules that hold without configuration. */
  readonly settings?: CustomerSettings | undefined
  readonly signal: AbortSignal
  readonly now?: () => number
}

export interface Followed {
  /** Rows that were looked at. */
  readonly rows: number
  /** Whether all rows were looked at: there was nothing yet, or the rules or countries are others. */
  readonly rebuilt: boolean
}

/**
 * Brings persons and profiles up to date with the store.
 *
 * It follows the change log, and each page of changes, what follows from it and the new position are one transaction, so each
 * change counts once. What becomes of profiles stands in the change log too. Where the rules or the countries of stores are
 * others than last time, everything is computed anew from the rows; what staff decided stays.
 */
export async function followCustomers(store: Store, options: FollowOptions): Promise<Followed> {
  const { settings = defaultCustomers, signal, now = Date.now } = options
  const scene = await openRun(store, settings, now)
  let rows = 0
  for (;;) {
    signal.throwIfAborted()
    const taken =
      (await followLane(scene, 'live')) ?? (await walk(scene)) ?? (await followLane(scene, 'bulk'))
    if (taken === undefined) return { rows, rebuilt: scene.rebuilt }
    rows += taken
  }
}

/** Whether all rows were looked at once under the present rules; what was written since may still be missing. */
export function* isWalked(dialect: Dialect, org: string): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  return consumer !== undefined && isWalkedOnce(consumer)
}

function isWalkedOnce({ backfillId }: Consumer): boolean {
  return backfillId === undefined || placeIn(backfillId).again
}

/** Whether persons and profiles are as the store is: nothing was changed since, and nothing is being computed anew. */
export function* isFollowed(dialect: Dialect, org: string): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer === undefined || consumer.backfillId !== undefined) return false
  for (const lane of ['live', 'bulk'] as const) {
    const changes = yield* changesAfter(dialect, org, lane, consumer[lane], 1)
    if (changes.length > 0) return false
  }
  return true
}

interface Run extends Following {
  readonly store: Store
  readonly size: StepSize
  readonly rebuilt: boolean
}

async function openRun(store: Store, settings: CustomerSettings, now: () => number): Promise<Run> {
  return store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    const { version, countriesOf } = yield* rulesNow(dialect, org, settings)
    const known = yield* takeConsumer(dialect, org, consumerId)
    const common = { store, settings, countriesOf, now, size: stepSize(store, pageSize) }
    const standing = standingOf(known, version, yield* readHead(dialect, org))
    if (known !== undefined && standing !== 'outdated') {
      const run = { ...common, fence: known.fence, rebuilt: standing === 'otherCountries' }
      const place = isWalkedOnce(known) ? firstPlaceAgain : firstPlace
      if (run.rebuilt) yield* move(dialect, org, run, { version, backfill_id: place })
      return run
    }
    yield* forgetIdentity(dialect, org)
    const fresh = yield* rebuildConsumer(dialect, org, consumerId, version, now())
    return { ...common, fence: fresh.fence, rebuilt: true }
  })
}

async function followLane(scene: Run, lane: Lane): Promise<number | undefined> {
  return scene.store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    return yield* followPage(dialect, org, scene, lane, scene.size)
  })
}

/** One step of the walk over all rows of persons, entity by entity. */
async function walk(scene: Run): Promise<number | undefined> {
  return scene.store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    return yield* walkPage(dialect, org, scene)
  })
}

function* walkPage(dialect: Dialect, org: string, scene: Run): Work<number | undefined> {
  const end = scene.size.begin()
  const most = scene.size.rows
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer?.fence !== scene.fence) throw followedElsewhere('persons and profiles')
  if (consumer.backfillId === undefined) return undefined
  const place = placeIn(consumer.backfillId)
  const { entity, id } = place
  if (entity === undefined) {
    // Whoever is nobody by the new rules was somebody by those before.
    const empty = yield* emptyPersons(dialect, org, most)
    const gone = yield* refreshProfiles(dialect, org, empty, scene.settings, scene.now())
    if (empty.length < most) yield* move(dialect, org, scene, { backfill_id: null })
    yield* appendChanges(dialect, org, gone, 'bulk', scene.now())
    return 0
  }
  const found = yield* rowsAfter(dialect, org, entity, id, most)
  const rows = found.filter(({ deleted }) => !deleted)
  const changes = yield* apply(
    dialect,
    org,
    scene,
    rows.map((row) => ({ entity, id: row.id, row: JSON.parse(row.data) as JsonObject })),
  )
  const last = found.length < most ? undefined : found.at(-1)
  const next = placeText(placeAfter(place, last?.id))
  yield* move(dialect, org, scene, { backfill_id: next })
  yield* appendChanges(dialect, org, changes, 'bulk', scene.now())
  end(found.length)
  return rows.length
}
