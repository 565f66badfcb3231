import { canonicalise, type JsonObject } from '@cartograph/core'
import type { CustomerSettings } from '../../config/index.ts'
import {
  buryPersons,
  consentRows,
  contentHash,
  countDay,
  membersOfPersons,
  newestOrders,
  personsById,
  rowsById,
  unknownInstant,
  writePersons,
  writeProfileRows,
  type CommerceChange,
  type Dialect,
  type KnownPerson,
  type ProfileRow,
  type StoredMember,
  type StoredPerson,
  type Work,
} from '../../store/index.ts'
import { byAge } from '../identity/member.ts'
import { customerIdOf } from '../identity/trace.ts'
import { statementsIn } from '../profile/consents.ts'
import { contributionOf, type Contribution } from '../profile/contribution.ts'
import { withoutUntagged } from '../profile/untagged.ts'
import { profileOf } from '../profile/profile.ts'
import { profileRow } from '../profile/profile-row.ts'
import { moveWords } from '../search/move-words.ts'
import { wordsOf } from '../search/words.ts'
import { identifiersIn } from './stored-identifiers.ts'

/**
 * Computes the profiles of some persons anew, and writes those that came out otherwise.
 *
 * Gives back what of it is for the change log.
 */
export function* refreshProfiles(
  dialect: Dialect,
  org: string,
  persons: readonly string[],
  settings: CustomerSettings,
  now: number,
): Work<readonly CommerceChange[]> {
  const members = yield* membersOfPersons(dialect, org, persons)
  const contributions = yield* contributionsOf(dialect, org, members, settings)
  const before = yield* personsById(dialect, org, persons)
  const byPerson = new Map<string, StoredMember[]>()
  for (const member of members) {
    const own = byPerson.get(member.person)
    if (own === undefined) byPerson.set(member.person, [member])
    else own.push(member)
  }
  const made: StoredPerson[] = []
  const empty: string[] = []
  const rows: ProfileRow[] = []
  for (const id of persons) {
    const own = byPerson.get(id)
    const known = before.get(id)
    if (own === undefined) {
      if (isThere(known)) empty.push(id)
      continue
    }
    const ordered = own.toSorted(byAge)
    const said = withoutUntagged(ordered.flatMap((member) => contributions.get(member.id) ?? []))
    const profile = profileOf(said, settings.properties)
    const row = canonicalise(profileRow(id, profile, ordered))
    rows.push({ id, data: row, hash: contentHash(row) })
    const words = JSON.stringify(wordsOf(said, profile.consents))
    const data = JSON.stringify(profile)
    const hash = contentHash(data)
    const since = ordered[0]?.since ?? unknownInstant
    const isSame =
      known !== undefined &&
      known.deletedAt === undefined &&
      known.hash === hash &&
      known.words === words &&
      known.members === own.length &&
      known.since === since
    if (!isSame) made.push({ id, data, hash, words, members: own.length, since })
  }
  yield* writePersons(dialect, org, made, now)
  yield* buryPersons(dialect, org, empty, now)
  const fresh = made.filter(({ id }) => !isThere(before.get(id))).length
  yield* countDay(org, now, { made: fresh, changed: made.length - fresh, gone: empty.length })
  yield* moveWords(dialect, org, before, [...made, ...empty.map((id) => ({ id, words: '[]' }))])
  const gone = persons.filter((id) => !byPerson.has(id))
  return yield* writeProfileRows(dialect, org, { rows, gone }, now)
}

function isThere(person: KnownPerson | undefined): boolean {
  return person !== undefined && person.deletedAt === undefined
}

/** What some members add to the profiles of their persons, by member. */
export function* contributionsOf(
  dialect: Dialect,
  org: string,
  members: readonly StoredMember[],
  { properties }: CustomerSettings,
): Work<ReadonlyMap<string, Contribution>> {
  const customers = members.flatMap(({ id }) => customerIdOf(id) ?? [])
  const records = yield* rowsById(dialect, org, 'customer', customers)
  const isRecord = ({ id }: StoredMember) => {
    const row = records.get(customerIdOf(id) ?? '')
    return row !== undefined && !row.deleted
  }
  const others = members.filter((member) => !isRecord(member)).map(({ id }) => id)
  const newest = new Map(
    (yield* newestOrders(dialect, org, others)).map(({ member, id }) => [member, id]),
  )
  const orders = yield* rowsById(dialect, org, 'order', [...newest.values()])
  const consents = new Map<string, JsonObject[]>()
  const said = yield* consentsAbout(
    dialect,
    org,
    members.map(({ id }) => id),
  )
  const statements = yield* rowsById(
    dialect,
    org,
    'consent',
    said.map(({ id }) => id),
  )
  for (const { member, id } of said) {
    const row = statements.get(id)
    if (row === undefined || row.deleted) continue
    consents.set(member, [...(consents.get(member) ?? []), JSON.parse(row.data) as JsonObject])
  }
  const found = new Map<string, Contribution>()
  for (const member of members) {
    const record = isRecord(member) ? records.get(customerIdOf(member.id) ?? '') : undefined
    const order = orders.get(newest.get(member.id) ?? '')
    const text = record?.data ?? (order?.deleted === false ? order.data : undefined)
    const identifiers = identifiersIn(member.identifiers)
    const contribution = contributionOf(
      {
        member: member.id,
        entity: record === undefined ? 'order' : 'customer',
        row: text === undefined ? bareRow(member) : (JSON.parse(text) as JsonObject),
        identifiers,
        since: member.since === unknownInstant ? undefined : member.since,
      },
      properties,
    )
    const speaker = { member: member.id, connection: member.connection }
    const own = (consents.get(member.id) ?? []).flatMap((row) => statementsIn(row, speaker))
    found.set(member.id, { ...contribution, statements: [...contribution.statements, ...own] })
  }
  return found
}

/** More statements than that are not read at once. */
const mostConsents = 10_000

/** The rows of consents that speak of some members; of one with very many the newest, which are those that count. */
function* consentsAbout(
  dialect: Dialect,
  org: string,
  members: readonly string[],
): Work<readonly { readonly member: string; readonly id: string }[]> {
  const rows = yield* consentRows(dialect, org, members, mostConsents)
  if (rows.length < mostConsents || members.length <= 1) return rows
  const half = Math.ceil(members.length / 2)
  return [
    ...(yield* consentsAbout(dialect, org, members.slice(0, half))),
    ...(yield* consentsAbout(dialect, org, members.slice(half))),
  ]
}

/** Of whom nothing is known but how they are recognised. */
function bareRow({ connection, identifiers }: StoredMember): JsonObject {
  const email = identifiersIn(identifiers).find(({ namespace }) => namespace === 'email')?.value
  return { connection, ...(email !== undefined && { email }) }
}
