import type { JsonObject } from '@cartograph/core'
import type { CustomerSettings } from '../../config/index.ts'
import {
  appendChanges,
  canGoOn,
  changesAfter,
  contentHash,
  followedElsewhere,
  moveConsumer,
  readConsumer,
  rowsById,
  type CommerceChange,
  type Consumer,
  type ConsumerMove,
  type Dialect,
  type Head,
  type Lane,
  type StepSize,
  type Work,
} from '../../store/index.ts'
import type { CountriesOf } from '../identity/trace.ts'
import { applyRows } from './apply-rows.ts'
import { idsByEntity, type PresentRow } from './moved-traces.ts'
import { countriesIn } from './store-countries.ts'
import { tracedEntities } from './traced-entities.ts'

/** The name under which the log is followed. No delivery can be called so: their names have no colon. */
export const consumerId = 'computed:customers'
/** Rows of one transaction at the most. */
export const pageSize = 250

/** What a page of changes is followed with. */
export interface Following {
  readonly settings: CustomerSettings
  readonly countriesOf: CountriesOf
  readonly fence: number
  readonly now: () => number
}

/** What the rules and the countries of stores are now, and under which version persons are kept. */
export function* rulesNow(
  dialect: Dialect,
  org: string,
  settings: CustomerSettings,
): Work<{ readonly version: string; readonly countriesOf: CountriesOf }> {
  const { countriesOf, countries } = yield* countriesIn(dialect, org, settings.nodes)
  const rules = contentHash(settingsText(settings))
  return { version: `${rules} ${contentHash(JSON.stringify(countries))}`, countriesOf }
}

/**
 * Whether a consumer can go on where it is.
 *
 * `otherCountries`: it can, and all rows are looked at again meanwhile, since digits without a country may be other numbers now.
 * `outdated`: everything is computed anew.
 */
export function standingOf(
  known: Consumer | undefined,
  version: string,
  head: Head,
): 'current' | 'otherCountries' | 'outdated' {
  if (!canGoOn(known, head)) return 'outdated'
  if (known.version === version) return 'current'
  return known.version.split(' ', 1)[0] === version.split(' ', 1)[0] ? 'otherCountries' : 'outdated'
}

/** Of the rows that profiles are: another one has all of them made anew. */
const profileShape = 1

/** What persons and profiles are made with, but for the countries of stores. */
function settingsText({ identity, properties }: CustomerSettings): string {
  const { ignored, ...rules } = identity
  const { base, extended, priority } = properties
  return JSON.stringify([profileShape, rules, [...ignored], [...base], [...extended], priority])
}

/** One page of changes; undefined: there are no more. */
export function* followPage(
  dialect: Dialect,
  org: string,
  scene: Following,
  lane: Lane,
  size?: StepSize,
): Work<number | undefined> {
  const end = size?.begin()
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer?.fence !== scene.fence) throw followedElsewhere('persons and profiles')
  const page = yield* changesAfter(dialect, org, lane, consumer[lane], size?.rows ?? pageSize)
  const last = page.at(-1)
  if (last === undefined) return undefined
  const own = page.filter(({ entity }) => tracedEntities.includes(entity))
  const changes = yield* apply(dialect, org, scene, yield* presentRows(dialect, org, own))
  yield* move(dialect, org, scene, { [lane]: last.seq })
  yield* appendChanges(dialect, org, changes, lane, scene.now())
  end?.(page.length)
  return own.length
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

export function apply(
  dialect: Dialect,
  org: string,
  { settings, countriesOf, now }: Following,
  rows: readonly PresentRow[],
): Work<readonly CommerceChange[]> {
  return applyRows(dialect, org, rows, { settings, countriesOf, now: now() })
}

export function* move(
  dialect: Dialect,
  org: string,
  { fence, now }: Following,
  to: ConsumerMove,
): Work<void> {
  if (!(yield* moveConsumer(dialect, org, consumerId, fence, to, now())))
    throw followedElsewhere('persons and profiles')
}
