import { all, first, run, type Dialect, type Work } from './database.ts'

/** Names an entry of the configuration that is kept in the store. */
export interface EntryPlace {
  readonly section: string
  readonly id: string
}

/** An entry as it was once. */
export interface EntryVersion {
  readonly version: number
  /** As JSON; null: it was taken away. */
  readonly value: string | null
  readonly changedAt: number
  readonly changedBy: string
}

export interface StoredEntry extends EntryPlace, EntryVersion {
  readonly value: string
}

/** What an entry becomes, and which version of it was seen; undefined: none. */
export interface EntryChange extends EntryPlace {
  /** As JSON; null takes it away. */
  readonly value: string | null
  readonly over: number | undefined
  readonly changedAt: number
  readonly changedBy: string
}

const columns = [
  'section',
  'id',
  'value',
  'version',
  'changed_at as changedAt',
  'changed_by as changedBy',
] as const

export function* storedEntries({ build }: Dialect, org: string): Work<readonly StoredEntry[]> {
  return yield* all(
    build
      .selectFrom('declared_entry')
      .select(columns)
      .where('org', '=', org)
      .orderBy('section')
      .orderBy('changed_at')
      .orderBy('id'),
  )
}

export function* storedEntry(
  { build }: Dialect,
  org: string,
  { section, id }: EntryPlace,
): Work<StoredEntry | undefined> {
  return yield* first(
    build
      .selectFrom('declared_entry')
      .select(columns)
      .where('org', '=', org)
      .where('section', '=', section)
      .where('id', '=', id),
  )
}

/** What an entry was, the newest first. */
export function* entryVersions(
  { build }: Dialect,
  org: string,
  { section, id }: EntryPlace,
): Work<readonly EntryVersion[]> {
  return yield* all(
    build
      .selectFrom('declared_version')
      .select(['version', 'value', 'changed_at as changedAt', 'changed_by as changedBy'])
      .where('org', '=', org)
      .where('section', '=', section)
      .where('id', '=', id)
      .orderBy('version', 'desc'),
  )
}

/**
 * Writes an entry over the version that was seen, or takes it away, and keeps what it was.
 *
 * Gives back the new version; undefined: what is there is not what was seen, and nothing is written. A version is never given twice,
 * even where the entry was away in between.
 */
export function* changeEntry(
  dialect: Dialect,
  org: string,
  change: EntryChange,
): Work<number | undefined> {
  const { build, alone } = dialect
  const { section, id, value, over, changedAt, changedBy } = change
  yield* alone(['declared', org])
  const found = yield* storedEntry(dialect, org, change)
  if (found?.version !== over || (found === undefined && value === null)) return undefined
  const [newest] = yield* entryVersions(dialect, org, change)
  const version = (newest?.version ?? 0) + 1
  const written = { version, changed_at: changedAt, changed_by: changedBy }
  yield* run(build.insertInto('declared_version').values({ org, section, id, value, ...written }))
  if (value === null)
    yield* run(
      build
        .deleteFrom('declared_entry')
        .where('org', '=', org)
        .where('section', '=', section)
        .where('id', '=', id),
    )
  else
    yield* run(
      build
        .insertInto('declared_entry')
        .values({ org, section, id, value, ...written })
        .onConflict((conflict) =>
          conflict.columns(['org', 'section', 'id']).doUpdateSet({ value, ...written }),
        ),
    )
  yield* raiseRevision(dialect, org)
  return version
}

/** Says to every process that the configuration of an organisation is another one. */
export function* raiseRevision({ build }: Dialect, org: string): Work<void> {
  yield* run(
    build
      .insertInto('declared_state')
      .values({ org, revision: 1 })
      .onConflict((conflict) =>
        conflict
          .column('org')
          .doUpdateSet((table) => ({ revision: table('declared_state.revision', '+', 1) })),
      ),
  )
}

/** How often the configuration of an organisation changed; zero where it never did. */
export function* declaredRevision({ build }: Dialect, org: string): Work<number> {
  const row = yield* first(
    build.selectFrom('declared_state').select('revision').where('org', '=', org),
  )
  return row?.revision ?? 0
}
