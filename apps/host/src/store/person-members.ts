import { deleteMatching, insertNew, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import { addBuyersDue } from './sales-dues.ts'

export interface StoredMember {
  readonly id: string
  readonly connection: string
  readonly since: number
  /** As JSON. */
  readonly identifiers: string
  readonly person: string
  readonly own: string
}

const memberColumns = ['id', 'connection', 'since', 'identifiers', 'person', 'own'] as const
const writeMember = insertOrReplace('person_member', ['org', ...memberColumns])
const moveMember = updateMatching('person_member', ['org', 'id'], ['person'])
const dropMember = deleteMatching('person_member', ['org', 'id'])

export function* membersById(
  { build, within }: Dialect,
  org: string,
  ids: readonly string[],
): Work<readonly StoredMember[]> {
  if (ids.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_member')
      .select(memberColumns)
      .where('org', '=', org)
      .where('id', 'in', within(ids)),
  )
}

/** The members of some persons, in the order of their ids. */
export function* membersOfPersons(
  { build, within }: Dialect,
  org: string,
  persons: readonly string[],
): Work<readonly StoredMember[]> {
  if (persons.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_member')
      .select(memberColumns)
      .where('org', '=', org)
      .where('person', 'in', within(persons))
      .orderBy('person')
      .orderBy('id'),
  )
}

export function* writeMembers(
  dialect: Dialect,
  org: string,
  members: readonly StoredMember[],
): Work<void> {
  yield* bulk(
    writeMember,
    members.map(({ id, connection, since, identifiers, person, own }) => [
      org,
      id,
      connection,
      since,
      identifiers,
      person,
      own,
    ]),
  )
  yield* addBuyersDue(
    dialect,
    org,
    members.map(({ id }) => id),
  )
}

/** Gives members another person. */
export function* repointMembers(
  dialect: Dialect,
  org: string,
  members: readonly Pick<StoredMember, 'id' | 'person'>[],
): Work<void> {
  yield* bulk(
    moveMember,
    members.map(({ id, person }) => [person, org, id]),
  )
  yield* addBuyersDue(
    dialect,
    org,
    members.map(({ id }) => id),
  )
}

export function* dropMembers(_dialect: Dialect, org: string, ids: readonly string[]): Work<void> {
  yield* bulk(
    dropMember,
    ids.map((id) => [org, id]),
  )
}

export interface HeldKey {
  readonly key: string
  readonly member: string
}

const addKey = insertNew('person_key', ['org', 'key', 'member'])
const dropKey = deleteMatching('person_key', ['org', 'key', 'member'])
const countKey = insertOrReplace('person_key_count', ['org', 'key', 'members'], {
  members: 'person_key_count.members + excluded.members',
})
const dropCount = deleteMatching('person_key_count', ['org', 'key'], 'members <= 0')

/** The members of keys; keys that more than `most` members have are left out. */
export function* keyHolders(
  { build, within }: Dialect,
  org: string,
  keys: readonly string[],
  most: number,
): Work<readonly HeldKey[]> {
  if (keys.length === 0) return []
  const counts = yield* all(
    build
      .selectFrom('person_key_count')
      .select('key')
      .where('org', '=', org)
      .where('key', 'in', within(keys))
      .where('members', '<=', most),
  )
  if (counts.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_key')
      .select(['key', 'member'])
      .where('org', '=', org)
      .where('key', 'in', within(counts.map(({ key }) => key))),
  )
}

/** Which of some keys more than `most` members have. */
export function* keysOfMany(
  { build, within }: Dialect,
  org: string,
  keys: readonly string[],
  most: number,
): Work<readonly string[]> {
  if (keys.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('person_key_count')
      .select('key')
      .where('org', '=', org)
      .where('key', 'in', within(keys))
      .where('members', '>', most),
  )
  return rows.map(({ key }) => key)
}

/** Adds keys that members did not have, and takes away keys that they had. */
export function* changeKeys(
  _dialect: Dialect,
  org: string,
  added: readonly HeldKey[],
  removed: readonly HeldKey[],
): Work<void> {
  yield* bulk(
    dropKey,
    removed.map(({ key, member }) => [org, key, member]),
  )
  yield* bulk(
    addKey,
    added.map(({ key, member }) => [org, key, member]),
  )
  const counts = new Map<string, number>()
  for (const { key } of added) counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const { key } of removed) counts.set(key, (counts.get(key) ?? 0) - 1)
  const moved = [...counts].filter(([, change]) => change !== 0)
  yield* bulk(
    countKey,
    moved.map(([key, change]) => [org, key, change]),
  )
  yield* bulk(
    dropCount,
    moved.filter(([, change]) => change < 0).map(([key]) => [org, key]),
  )
}
