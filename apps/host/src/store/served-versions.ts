import { all, first, run, type Dialect, type Work } from './database.ts'
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

/** The versions that are kept, the newest first. */
export function servedVersions(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
): Work<readonly ServedVersion[]> {
  return versionsOf(build, org, place, undefined)
}

/** One of them, or all. */
export function* versionsOf(
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

/** Pieces of versions that were never shown. */
export function* dropDrafts(build: Dialect['build'], org: string, place: SinkPlace): Work<void> {
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

/** Takes away, with their pieces, all versions that are not shown now. */
export function* dropHiddenVersions({ build }: Dialect, org: string, place: SinkPlace): Work<void> {
  const row = yield* first(
    build
      .selectFrom('served')
      .select('version')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
  if (row === undefined) return
  for (const { id } of yield* versionsOf(build, org, place, undefined))
    if (id !== row.version) yield* dropVersion(build, org, place, id)
}

/** Takes a version away, with its pieces. */
export function* dropVersion(
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
