import { insertNew } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
import type { SinkPlace } from './ledger.ts'
import type { ServedChunkTable } from './served-tables.ts'

/** What a served sink keeps of a version: the document, compressed in two ways, and the keys of its items in order. */
export type ServedForm = ServedChunkTable['form']

/** One version of a document, whole and never changed. */
export interface ServedVersion {
  readonly id: string
  /** Of the document's bytes. */
  readonly hash: string
  readonly contentType: string
  readonly items: number
  /** Of the document itself, and of what is kept of each form. */
  readonly bytes: number
  readonly keptBytes: Readonly<Record<ServedForm, number>>
  readonly madeAt: number
}

/** A version that is not shown, because too many items would vanish with it. */
export interface HeldVersion {
  readonly vanished: number
  readonly of: number
  readonly at: number
}

/** How a served sink stands. */
export interface Served {
  /** Grows with every change of an item. */
  readonly wanted: number
  /** What `wanted` was when the items of the present version were read. */
  readonly made: number
  /** What the present version was made with: settings and the package. */
  readonly madeWith: string
  readonly version: ServedVersion | undefined
  readonly held: HeldVersion | undefined
  /** Somebody agreed to what is held. */
  readonly accepted: boolean
  /** Why the last attempt made no version, as JSON. */
  readonly fault: string | undefined
  readonly fetchedAt: number | undefined
  readonly fetchedBy: string | undefined
}

/** In the transaction that changes an item: the document is to be made anew. */
export function* markServed({ build }: Dialect, org: string, place: SinkPlace): Work<void> {
  yield* run(
    build
      .insertInto('served')
      .values({ ...newServed(org, place), wanted: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['org', 'connection', 'sink'])
          .doUpdateSet((table) => ({ wanted: table('served.wanted', '+', 1) })),
      ),
  )
}

export function* readServed(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
): Work<Served | undefined> {
  const row = yield* first(
    build
      .selectFrom('served')
      .selectAll()
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
  if (row === undefined) return undefined
  const versions = row.version === null ? [] : yield* versionsOf(build, org, place, row.version)
  return {
    wanted: row.wanted,
    made: row.made,
    madeWith: row.made_with,
    version: versions[0],
    held: row.held === null ? undefined : (JSON.parse(row.held) as HeldVersion),
    accepted: row.accepted === 1,
    fault: row.fault ?? undefined,
    fetchedAt: row.fetched_at ?? undefined,
    fetchedBy: row.fetched_by ?? undefined,
  }
}

/** The versions that are kept, the newest first. */
export function servedVersions(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
): Work<readonly ServedVersion[]> {
  return versionsOf(build, org, place, undefined)
}

function* versionsOf(
  build: Dialect['build'],
  org: string,
  place: SinkPlace,
  id: string | undefined,
): Work<readonly ServedVersion[]> {
  const query = build
    .selectFrom('served_version')
    .selectAll()
    .where('org', '=', org)
    .where('connection', '=', place.connection)
    .where('sink', '=', place.sink)
    .orderBy('made_at', 'desc')
  const rows = yield* all(id === undefined ? query : query.where('id', '=', id))
  return rows.map((row) => ({
    id: row.id,
    hash: row.hash,
    contentType: row.content_type,
    items: row.items,
    bytes: row.bytes,
    keptBytes: { gzip: row.gzip_bytes, br: row.brotli_bytes, keys: row.keys_bytes },
    madeAt: row.made_at,
  }))
}

/** Begins a version beside those that are there: whoever was making another one cannot end it, and its pieces go. */
export function* beginServed(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  id: string,
): Work<void> {
  yield* run(
    build
      .insertInto('served')
      .values({ ...newServed(org, place), making: id })
      .onConflict((conflict) =>
        conflict.columns(['org', 'connection', 'sink']).doUpdateSet({ making: id }),
      ),
  )
  yield* dropDrafts(build, org, place)
}

const insertChunk = insertNew('served_chunk', [
  'org',
  'connection',
  'sink',
  'version',
  'form',
  'part',
  'data',
])

/** Keeps the next piece of a version that is being made; false: somebody else makes one now. */
export function* appendServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  piece: {
    readonly version: string
    readonly form: ServedForm
    readonly part: number
    /** In base64. */
    readonly data: string
  },
): Work<boolean> {
  const { version, form, part, data } = piece
  if (!(yield* isMaking(dialect, org, place, version))) return false
  yield* bulk(insertChunk, [[org, place.connection, place.sink, version, form, part, data]])
  return true
}

/** Which change of the items, and what else, a version shows. */
export interface ServedState {
  readonly made: number
  readonly madeWith: string
}

/**
 * Shows a version in the place of the one before, at once; false: somebody else makes one now.
 *
 * Of the older ones the newest `keep` stay, and those that `keepFrom` finds still in use, since somebody may be reading them.
 */
export function* swapServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  next: {
    readonly version: ServedVersion
    readonly state: ServedState
    readonly keep: number
    readonly keepFrom: number
  },
): Work<boolean> {
  const { version, state, keep, keepFrom } = next
  const { build } = dialect
  if (!(yield* isMaking(dialect, org, place, version.id))) return false
  const before = yield* versionsOf(build, org, place, undefined)
  yield* run(
    build.insertInto('served_version').values({
      ...placeOf(org, place),
      id: version.id,
      hash: version.hash,
      content_type: version.contentType,
      items: version.items,
      bytes: version.bytes,
      gzip_bytes: version.keptBytes.gzip,
      brotli_bytes: version.keptBytes.br,
      keys_bytes: version.keptBytes.keys,
      made_at: version.madeAt,
    }),
  )
  yield* settleServed(dialect, org, place, { ...state, version: version.id })
  // Each was shown until the next one was made.
  const replacedAt = [version.madeAt, ...before.map(({ madeAt }) => madeAt)]
  const old = before.filter((_each, index) => index >= keep && (replacedAt[index] ?? 0) < keepFrom)
  for (const { id } of old) yield* dropVersion(build, org, place, id)
  return true
}

/** What was made is what is shown already: nothing changes but what is known of it. */
export function* confirmServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  id: string,
  state: ServedState,
): Work<boolean> {
  if (!(yield* isMaking(dialect, org, place, id))) return false
  yield* settleServed(dialect, org, place, state)
  yield* dropDrafts(dialect.build, org, place)
  return true
}

/** Leaves what is shown as it is, and says why; what was being made goes. */
export function* refuseServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  id: string,
  why: { readonly held?: HeldVersion; readonly fault?: string },
): Work<boolean> {
  const { build } = dialect
  if (!(yield* isMaking(dialect, org, place, id))) return false
  yield* run(
    build
      .updateTable('served')
      .set({
        making: null,
        held: why.held === undefined ? null : JSON.stringify(why.held),
        fault: why.fault ?? null,
      })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
  yield* dropDrafts(build, org, place)
  return true
}

/** Agrees to what is held; false: nothing is. */
export function* acceptServed({ build }: Dialect, org: string, place: SinkPlace): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('served')
      .set({ accepted: 1 })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('held', 'is not', null)
      .returning('sink'),
  )
  return row !== undefined
}

/** Remembers who fetched the document last, by the name of the program. */
export function* noteFetch(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  fetched: { readonly at: number; readonly by: string },
): Work<void> {
  yield* run(
    build
      .updateTable('served')
      .set({ fetched_at: fetched.at, fetched_by: fetched.by })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
}

/** A piece of a version, in base64; undefined after the last one. */
export function* readServedChunk(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  version: string,
  form: ServedForm,
  part: number,
): Work<string | undefined> {
  const row = yield* first(
    build
      .selectFrom('served_chunk')
      .select('data')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('version', '=', version)
      .where('form', '=', form)
      .where('part', '=', part),
  )
  return row?.data
}

/** How many pieces are kept of all versions, shown or not. */
export function* countPieces({ build }: Dialect, org: string, place: SinkPlace): Work<number> {
  const row = yield* first(
    build
      .selectFrom('served_chunk')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
  return row?.count ?? 0
}

/** The next items that a served sink holds, after a key, in the order of the keys' bytes. */
export function* servedItems(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  after: string,
  limit: number,
): Work<readonly { readonly key: string; readonly payload: string }[]> {
  const rows = yield* all(
    build
      .selectFrom('ledger')
      .select(['item_key', 'payload'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      // What another delivery writes right now is there too.
      .where('state', 'in', ['acked', 'sent'])
      .where('item_key', '>', after)
      .orderBy('item_key')
      .limit(limit),
  )
  return rows.map((row) => ({ key: row.item_key, payload: row.payload ?? '{}' }))
}

function* settleServed(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  { made, madeWith, version }: ServedState & { readonly version?: string },
): Work<void> {
  yield* run(
    build
      .updateTable('served')
      .set({
        made,
        made_with: madeWith,
        making: null,
        held: null,
        accepted: 0,
        fault: null,
        ...(version !== undefined && { version }),
      })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
}

/** Takes the row's lock too, so that nobody begins another version meanwhile. */
function* isMaking({ build }: Dialect, org: string, place: SinkPlace, id: string): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('served')
      .set({ making: id })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('making', '=', id)
      .returning('sink'),
  )
  return row !== undefined
}

/** Pieces of versions that were never shown. */
function* dropDrafts(build: Dialect['build'], org: string, place: SinkPlace): Work<void> {
  yield* run(
    build
      .deleteFrom('served_chunk')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('version', 'not in', (table) =>
        table
          .selectFrom('served_version')
          .select('id')
          .where('org', '=', org)
          .where('connection', '=', place.connection)
          .where('sink', '=', place.sink),
      ),
  )
}

function* dropVersion(
  build: Dialect['build'],
  org: string,
  place: SinkPlace,
  id: string,
): Work<void> {
  yield* run(
    build
      .deleteFrom('served_version')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('id', '=', id),
  )
  yield* run(
    build
      .deleteFrom('served_chunk')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('version', '=', id),
  )
}

function placeOf(org: string, { connection, sink }: SinkPlace) {
  return { org, connection, sink }
}

function newServed(org: string, place: SinkPlace) {
  return {
    ...placeOf(org, place),
    wanted: 0,
    made: 0,
    made_with: '',
    version: null,
    making: null,
    held: null,
    accepted: 0,
    fault: null,
    fetched_at: null,
    fetched_by: null,
  }
}
