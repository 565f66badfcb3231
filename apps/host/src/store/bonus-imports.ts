import { all, first, run, type Dialect, type Work } from './database.ts'
import type { BonusImportTable } from './till-tables.ts'

/** A file of bonus checks that somebody gave to the page. */
export interface BonusImport {
  readonly id: string
  readonly connection: string
  readonly stream: string
  readonly file: string
  readonly bytes: number
  readonly digest: string
  readonly askedAt: number
  readonly askedBy: string
  readonly state: BonusImportTable['state']
  readonly seenAt: number
  readonly read: number
  /** As JSON. */
  readonly outcome: string | undefined
}

export function* addBonusImport(
  { build }: Dialect,
  org: string,
  added: Omit<BonusImport, 'state' | 'seenAt' | 'read' | 'outcome'>,
): Work<void> {
  yield* run(
    build.insertInto('bonus_import').values({
      org,
      id: added.id,
      connection: added.connection,
      stream: added.stream,
      file: added.file,
      bytes: added.bytes,
      digest: added.digest,
      asked_at: added.askedAt,
      asked_by: added.askedBy,
      state: 'running',
      seen_at: added.askedAt,
      read: 0,
      outcome: null,
    }),
  )
}

/** Says how far an import is, and once it has ended what came of it. */
export function* moveBonusImport(
  { build }: Dialect,
  org: string,
  id: string,
  moved: Pick<BonusImport, 'state' | 'seenAt' | 'read' | 'outcome'>,
): Work<void> {
  yield* run(
    build
      .updateTable('bonus_import')
      .set({
        state: moved.state,
        seen_at: moved.seenAt,
        read: moved.read,
        outcome: moved.outcome ?? null,
      })
      .where('org', '=', org)
      .where('id', '=', id),
  )
}

/** The newest imports, the last one first. */
export function* bonusImports(
  { build }: Dialect,
  org: string,
  limit: number,
): Work<readonly BonusImport[]> {
  const rows = yield* all(
    build
      .selectFrom('bonus_import')
      .selectAll()
      .where('org', '=', org)
      .orderBy('asked_at', 'desc')
      .orderBy('id')
      .limit(limit),
  )
  return rows.map(importOf)
}

/** The newest import of the same file into the same place that ended well. */
export function* sameBonusImport(
  { build }: Dialect,
  org: string,
  { connection, stream, digest }: Pick<BonusImport, 'connection' | 'stream' | 'digest'>,
): Work<BonusImport | undefined> {
  const row = yield* first(
    build
      .selectFrom('bonus_import')
      .selectAll()
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where('digest', '=', digest)
      .where('state', '=', 'done')
      .orderBy('asked_at', 'desc')
      .limit(1),
  )
  return row && importOf(row)
}

function importOf(row: BonusImportTable): BonusImport {
  return {
    id: row.id,
    connection: row.connection,
    stream: row.stream,
    file: row.file,
    bytes: row.bytes,
    digest: row.digest,
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    state: row.state,
    seenAt: row.seen_at,
    read: row.read,
    outcome: row.outcome ?? undefined,
  }
}
