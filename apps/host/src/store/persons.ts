import { deleteMatching, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, first, type Dialect, type Work } from './database.ts'

export interface StoredPerson {
  readonly id: string
  /** The profile, as JSON. */
  readonly data: string
  readonly hash: string
  /** As JSON. */
  readonly words: string
  readonly members: number
  readonly since: number
}

const writePerson = insertOrReplace(
  'person',
  ['org', 'id', 'data', 'hash', 'words', 'members', 'since', 'made_at', 'changed_at', 'deleted_at'],
  // Who comes back is made anew.
  {
    made_at: 'case when person.deleted_at is null then person.made_at else excluded.made_at end',
  },
)
const buryPerson = updateMatching(
  'person',
  ['org', 'id'],
  ['data', 'hash', 'words', 'members', 'changed_at', 'deleted_at'],
)

export interface KnownPerson extends StoredPerson {
  readonly madeAt: number
  readonly changedAt: number
  readonly deletedAt: number | undefined
}

export function* personsById(
  { build, within }: Dialect,
  org: string,
  ids: readonly string[],
): Work<ReadonlyMap<string, KnownPerson>> {
  if (ids.length === 0) return new Map()
  const rows = yield* all(
    build.selectFrom('person').selectAll().where('org', '=', org).where('id', 'in', within(ids)),
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        data: row.data,
        hash: row.hash,
        words: row.words,
        members: row.members,
        since: row.since,
        madeAt: row.made_at,
        changedAt: row.changed_at,
        deletedAt: row.deleted_at ?? undefined,
      },
    ]),
  )
}

export function* writePersons(
  _dialect: Dialect,
  org: string,
  persons: readonly StoredPerson[],
  now: number,
): Work<void> {
  yield* bulk(
    writePerson,
    persons.map(({ id, data, hash, words, members, since }) => [
      org,
      id,
      data,
      hash,
      words,
      members,
      since,
      now,
      now,
      null,
    ]),
  )
}

/** Persons without a record any more keep their name and nothing else. */
export function* buryPersons(
  _dialect: Dialect,
  org: string,
  ids: readonly string[],
  now: number,
): Work<void> {
  yield* bulk(
    buryPerson,
    ids.map((id) => ['{}', '', '[]', 0, now, now, org, id]),
  )
}

export interface PersonAlias {
  readonly alias: string
  readonly target: string
}

const writeAlias = insertOrReplace('person_alias', ['org', 'alias', 'target'])
const dropAlias = deleteMatching('person_alias', ['org', 'alias'])

export function* writeAliases(
  _dialect: Dialect,
  org: string,
  aliases: readonly PersonAlias[],
): Work<void> {
  yield* bulk(
    writeAlias,
    aliases.map(({ alias, target }) => [org, alias, target]),
  )
}

export function* dropAliases(
  _dialect: Dialect,
  org: string,
  aliases: readonly string[],
): Work<void> {
  yield* bulk(
    dropAlias,
    aliases.map((alias) => [org, alias]),
  )
}

/**
 * The present name of a person who was once called so, or `undefined` where nobody was.
 *
 * A name is that of the oldest record at that time, so it leads to whoever has that record now; where the record is gone, to
 * whom it was joined with.
 */
export function* presentPerson(
  { build }: Dialect,
  org: string,
  name: string,
): Work<string | undefined> {
  let wanted: string | undefined = name
  while (wanted !== undefined) {
    const member = yield* first(
      build
        .selectFrom('person_member')
        .select('person')
        .where('org', '=', org)
        .where('own', '=', wanted),
    )
    if (member !== undefined) return member.person
    const alias: { readonly target: string } | undefined = yield* first(
      build
        .selectFrom('person_alias')
        .select('target')
        .where('org', '=', org)
        .where('alias', '=', wanted),
    )
    // A record that is there has no alias, so names never lead in a circle.
    wanted = alias?.target
  }
  return undefined
}

/** Persons of whom no record is left and who are not buried yet. */
export function* emptyPersons(
  { build }: Dialect,
  org: string,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('person')
      .select('id')
      .where('org', '=', org)
      .where('deleted_at', 'is', null)
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('person_member')
              .select('person_member.id')
              .whereRef('person_member.org', '=', 'person.org')
              .whereRef('person_member.person', '=', 'person.id'),
          ),
        ),
      )
      .orderBy('id')
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}

/** How many persons there are. */
export function* countPersons({ build }: Dialect, org: string): Work<number> {
  const row = yield* first(
    build
      .selectFrom('person')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('deleted_at', 'is', null),
  )
  return row?.count ?? 0
}

/** Names of persons after one, in their order. */
export function* listPersons(
  { build }: Dialect,
  org: string,
  after: string,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('person')
      .select('id')
      .where('org', '=', org)
      .where('id', '>', after)
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}
