import { fault, type JsonObject } from '@cartograph/core'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import {
  appendChanges,
  changesAfter,
  contentHash,
  emptyPersons,
  forgetIdentity,
  moveConsumer,
  readConsumer,
  readHead,
  rebuildConsumer,
  rowsAfter,
  rowsById,
  takeConsumer,
  type CommerceChange,
  type ConsumerMove,
  type Dialect,
  type Lane,
  type Store,
  type Work,
} from '../../store/index.ts'
import type { CountriesOf } from '../identity/trace.ts'
import { aloneWithPersons } from './alone.ts'
import { applyRows } from './apply-rows.ts'
import { refreshProfiles } from './refresh-profiles.ts'
import { idsByEntity, type PresentRow } from './moved-traces.ts'
import { countriesIn } from './store-countries.ts'
import { tracedEntities } from './traced-entities.ts'

/** No delivery can be called so: their names have no colon. */
const consumerId = 'computed:customers'
/** Rows of one transaction: a file's only connection does nothing else meanwhile, and calls are waiting. */
const pageSize = 250

export interface FollowOptions {
  /** Default: the rules that hold without configuration. */
  readonly settings?: CustomerSettings | undefined
  readonly signal: AbortSignal
  readonly now?: () => number
}

export interface Followed {
  /** Rows that were looked at. */
  readonly rows: number
  /** Whether all was computed anew, because there was nothing yet or the rules are others. */
  readonly rebuilt: boolean
}

/**
 * Brings persons and profiles up to date with the store.
 *
 * It follows the change log, and each page of changes, what follows from it and the new position are one transaction, so each
 * change counts once. What becomes of profiles stands in the change log too. Where the rules or the countries of stores are others than last time, everything is computed anew from
 * the rows; what staff decided stays.
 */
export async function followCustomers(store: Store, options: FollowOptions): Promise<Followed> {
  const { settings = defaultCustomers, signal, now = Date.now } = options
  const scene = await openFollowing(store, settings, now)
  let rows = 0
  for (;;) {
    signal.throwIfAborted()
    const taken =
      (await followLane(scene, 'live')) ?? (await walk(scene)) ?? (await followLane(scene, 'bulk'))
    if (taken === undefined) return { rows, rebuilt: scene.rebuilt }
    rows += taken
  }
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

interface Following {
  readonly store: Store
  readonly settings: CustomerSettings
  readonly countriesOf: CountriesOf
  readonly fence: number
  readonly rebuilt: boolean
  readonly now: () => number
}

async function openFollowing(
  store: Store,
  settings: CustomerSettings,
  now: () => number,
): Promise<Following> {
  return store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    const { countriesOf, countries } = yield* countriesIn(dialect, org, settings.nodes)
    const version = contentHash(settingsText(settings, countries))
    const known = yield* takeConsumer(dialect, org, consumerId)
    const head = yield* readHead(dialect, org)
    const isCurrent =
      known !== undefined &&
      known.version === version &&
      known.epoch === head.epoch &&
      Math.min(known.live, known.bulk) >= head.purgedTo
    const common = { store, settings, countriesOf, now }
    if (isCurrent) return { ...common, fence: known.fence, rebuilt: false }
    yield* forgetIdentity(dialect, org)
    const fresh = yield* rebuildConsumer(dialect, org, consumerId, version, now())
    return { ...common, fence: fresh.fence, rebuilt: true }
  })
}

/** Of the rows that profiles are: another one has all of them made anew. */
const profileShape = 1

/** What persons and profiles are made with. */
function settingsText(
  { identity, properties }: CustomerSettings,
  countries: readonly (readonly [string, string])[],
): string {
  const { ignored, ...rules } = identity
  const { base, extended, priority } = properties
  return JSON.stringify([
    profileShape,
    rules,
    [...ignored],
    [...base],
    [...extended],
    priority,
    countries,
  ])
}

async function followLane(scene: Following, lane: Lane): Promise<number | undefined> {
  return scene.store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    const consumer = yield* readConsumer(dialect, org, consumerId)
    if (consumer?.fence !== scene.fence) throw takenOver()
    const page = yield* changesAfter(dialect, org, lane, consumer[lane], pageSize)
    const last = page.at(-1)
    if (last === undefined) return undefined
    const own = page.filter(({ entity }) => tracedEntities.includes(entity))
    const changes = yield* apply(dialect, org, scene, yield* presentRows(dialect, org, own))
    yield* move(dialect, org, scene, { [lane]: last.seq })
    yield* appendChanges(dialect, org, changes, lane, scene.now())
    return own.length
  })
}

/** One step of the walk over all rows of persons, entity by entity. */
async function walk(scene: Following): Promise<number | undefined> {
  return scene.store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    const consumer = yield* readConsumer(dialect, org, consumerId)
    if (consumer?.fence !== scene.fence) throw takenOver()
    if (consumer.backfillId === undefined) return undefined
    const { entity, id } = placeIn(consumer.backfillId)
    if (entity === undefined) {
      // Whoever is nobody by the new rules was somebody by those before.
      const empty = yield* emptyPersons(dialect, org, pageSize)
      const gone = yield* refreshProfiles(dialect, org, empty, scene.settings, scene.now())
      if (empty.length < pageSize) yield* move(dialect, org, scene, { backfill_id: null })
      yield* appendChanges(dialect, org, gone, 'bulk', scene.now())
      return 0
    }
    const found = yield* rowsAfter(dialect, org, entity, id, pageSize)
    const rows = found.filter(({ deleted }) => !deleted)
    const changes = yield* apply(
      dialect,
      org,
      scene,
      rows.map((row) => ({ entity, id: row.id, row: JSON.parse(row.data) as JsonObject })),
    )
    const last = found.length < pageSize ? undefined : found.at(-1)
    const next = last === undefined ? `${entityAfter(entity)}/` : `${entity}/${last.id}`
    yield* move(dialect, org, scene, { backfill_id: next })
    yield* appendChanges(dialect, org, changes, 'bulk', scene.now())
    return rows.length
  })
}

/** A place of the walk: an entity and, after a slash, the last id. It is empty at the beginning, and no entity's at the end. */
function placeIn(text: string): { readonly entity: string | undefined; readonly id: string } {
  const slash = text.indexOf('/')
  if (slash === -1) return { entity: tracedEntities[0], id: '' }
  const entity = text.slice(0, slash)
  return { entity: entity === '' ? undefined : entity, id: text.slice(slash + 1) }
}

function entityAfter(entity: string): string {
  return tracedEntities[tracedEntities.indexOf(entity) + 1] ?? ''
}

function* presentRows(
  dialect: Dialect,
  org: string,
  changes: readonly { readonly entity: string; readonly id: string }[],
): Work<readonly PresentRow[]> {
  const found: PresentRow[] = []
  for (const [entity, ids] of idsByEntity(changes)) {
    const rows = yield* rowsById(dialect, org, entity, ids)
    for (const id of ids) {
      const row = rows.get(id)
      const isThere = row !== undefined && !row.deleted
      found.push({ entity, id, row: isThere ? (JSON.parse(row.data) as JsonObject) : undefined })
    }
  }
  return found
}

function apply(
  dialect: Dialect,
  org: string,
  { settings, countriesOf, now }: Following,
  rows: readonly PresentRow[],
): Work<readonly CommerceChange[]> {
  return applyRows(dialect, org, rows, { settings, countriesOf, now: now() })
}

function* move(
  dialect: Dialect,
  org: string,
  { fence, now }: Following,
  to: ConsumerMove,
): Work<void> {
  if (!(yield* moveConsumer(dialect, org, consumerId, fence, to, now()))) throw takenOver()
}

function takenOver(): Error {
  return fault({
    kind: 'conflict',
    message: 'Another process brings persons and profiles up to date.',
    hint: 'Nothing was lost or counted twice; what this one began is done by the other.',
  })
}
