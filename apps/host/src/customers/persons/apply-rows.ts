import type { CustomerSettings } from '../../config/index.ts'
import {
  mentionsOf,
  tracesOf,
  unknownInstant,
  type CommerceChange,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import type { Identifier } from '../identity/identifier.ts'
import { memberOf, type Member } from '../identity/member.ts'
import { countedIdentifiers, customerIdOf, type CountriesOf } from '../identity/trace.ts'
import { applyMembers, type Kept } from './apply-members.ts'
import { moveTraces, type PresentRow } from './moved-traces.ts'
import { identifiersIn, identifiersText } from './stored-identifiers.ts'

/** What a page of changed rows is applied with. */
export interface Applying {
  readonly settings: CustomerSettings
  readonly countriesOf: CountriesOf
  readonly now: number
}

/**
 * Brings identity and profiles up to date with some changed rows, each once.
 *
 * Only the persons that the rows are of, were of, or come to be of are looked at. Gives back what of it is for the change log.
 */
export function* applyRows(
  dialect: Dialect,
  org: string,
  rows: readonly PresentRow[],
  { settings, countriesOf, now }: Applying,
): Work<readonly CommerceChange[]> {
  const touched = yield* moveTraces(dialect, org, rows, settings, countriesOf)
  const members = yield* presentMembers(dialect, org, [...touched], settings)
  return yield* applyMembers(dialect, org, { members, decisions: new Map() }, settings, now)
}

/** Members as their records, and the rows that speak of them, make them now; `undefined` for those that nothing makes. */
function* presentMembers(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
  { identity }: CustomerSettings,
): Work<Map<string, Kept | undefined>> {
  const customers = ids.flatMap((id) => customerIdOf(id) ?? [])
  const records = new Map(
    (yield* tracesOf(dialect, org, 'customer', customers)).map((trace) => [trace.member, trace]),
  )
  const mentions = new Map<string, { own: Identifier[]; since: number }>()
  for (const { member, identifiers, since } of yield* mentionsOf(dialect, org, ids)) {
    const known = mentions.get(member) ?? { own: [], since: unknownInstant }
    known.own.push(...identifiersIn(identifiers))
    mentions.set(member, { own: known.own, since: Math.min(known.since, since) })
  }
  const found = new Map<string, Kept | undefined>()
  for (const id of ids) {
    const record = records.get(id)
    const mention = mentions.get(id)
    if (record === undefined && mention === undefined) {
      found.set(id, undefined)
      continue
    }
    const counted = countedIdentifiers(
      record && identifiersIn(record.identifiers),
      mention?.own ?? [],
    )
    const since = sinceOf(record?.at, mention?.since)
    const member: Member = memberOf(id, since, counted, identity)
    found.set(id, { member, identifiers: identifiersText(counted) })
  }
  return found
}

/** A record began when it says so; where it does not, when something first spoke of it. */
function sinceOf(record: number | undefined, mention: number | undefined): number {
  return record === undefined || record === unknownInstant ? (mention ?? unknownInstant) : record
}
