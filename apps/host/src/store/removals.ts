import { entityNames } from '@cartograph/core'
import { sql, type RawBuilder } from 'kysely'
import { appendChanges } from './changes.ts'
import { all, first, run, type Dialect, type Work } from './database.ts'
import { emptyRows, forgetTraces } from './erased-rows.ts'
import { layoutOf } from './layout.ts'
import type { TableName } from './schema-steps.ts'

/** What becomes of the data of a connection that was taken away. */
export interface Removal {
  readonly connection: string
  readonly askedAt: number
  readonly askedBy: string
  /** How many rows were deleted so far. */
  readonly deleted: number
  readonly doneAt: number | null
}

/** Begins to delete what a connection left; where that was done once, it begins anew. */
export function* askRemoval(
  { build }: Dialect,
  org: string,
  { connection, askedAt, askedBy }: Pick<Removal, 'connection' | 'askedAt' | 'askedBy'>,
): Work<void> {
  const begun = { asked_at: askedAt, asked_by: askedBy, deleted: 0, done_at: null }
  yield* run(
    build
      .insertInto('connection_removal')
      .values({ org, connection, ...begun })
      .onConflict((conflict) => conflict.columns(['org', 'connection']).doUpdateSet(begun)),
  )
}

/** All of them, the newest first. */
export function* listRemovals({ build }: Dialect, org: string): Work<readonly Removal[]> {
  return yield* all(
    build
      .selectFrom('connection_removal')
      .select([
        'connection',
        'asked_at as askedAt',
        'asked_by as askedBy',
        'deleted',
        'done_at as doneAt',
      ])
      .where('org', '=', org)
      .orderBy('asked_at', 'desc')
      .orderBy('connection'),
  )
}

export function* endRemoval(
  { build }: Dialect,
  org: string,
  connection: string,
  doneAt: number,
): Work<void> {
  yield* run(
    build
      .updateTable('connection_removal')
      .set({ done_at: doneAt })
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
}

/** What belongs to a connection alone; what is computed of its rows follows the change log. */
const ownTables: readonly TableName[] = [
  'record',
  'record_group',
  'member',
  'child_due',
  'refresh',
  'slice',
  'scope',
  'stream',
  'feed',
  'entry_seen',
  'inbox',
  'helped',
  'finding',
  'account',
  'registration',
  'sync_run',
  'address',
  'served_chunk',
  'served_version',
  'served',
  'item_reference',
  'ledger',
  'connection_pause',
  'surface_call',
  'bonus_import',
]

/**
 * Deletes some of what a connection left, its rows first, so that figures and customers follow.
 *
 * Gives back how many rows there were; 0: nothing is left.
 */
export function* removeSome(
  dialect: Dialect,
  org: string,
  connection: string,
  { limit, now }: { readonly limit: number; readonly now: number },
): Work<number> {
  const found = yield* removeRows(dialect, org, connection, { limit, now })
  let count = found
  for (const table of ownTables) {
    if (count > 0) break
    count = yield* removeOwn(dialect, org, { table, connection, limit })
  }
  if (count === 0) count = yield* removeLetters(dialect, org, connection, limit)
  if (count > 0) yield* countRemoved(dialect, org, connection, count)
  return count
}

function* removeRows(
  dialect: Dialect,
  org: string,
  connection: string,
  { limit, now }: { readonly limit: number; readonly now: number },
): Work<number> {
  const { build, locked } = dialect
  for (const entity of entityNames) {
    const rows = yield* all(
      locked(
        build
          .selectFrom('commerce')
          .select(['entity', 'id'])
          .where('org', '=', org)
          .where('entity', '=', entity)
          // Ids are `connection:native-id`; a semicolon is what comes after a colon.
          .where('id', '>=', `${connection}:`)
          .where('id', '<', `${connection};`)
          .where('deleted_at', 'is', null)
          .orderBy('id')
          .limit(limit),
      ),
    )
    if (rows.length === 0) continue
    yield* emptyRows(org, rows, now)
    yield* forgetTraces(dialect, org, rows)
    const changes = rows.map(({ id }) => ({ entity, id, op: 'delete' as const }))
    yield* appendChanges(dialect, org, changes, 'bulk', now)
    return rows.length
  }
  return 0
}

function* removeOwn(
  { build }: Dialect,
  org: string,
  {
    table,
    connection,
    limit,
  }: { readonly table: TableName; readonly connection: string; readonly limit: number },
): Work<number> {
  const key = sql.join(layoutOf(table).key.map((name) => sql.ref(name)))
  const query: RawBuilder<{ org: string }> = sql`delete from ${sql.table(table)} where (${key}) in
    (select ${key} from ${sql.table(table)} where org = ${org} and connection = ${connection} limit ${limit}) returning org`
  const rows = yield* all<{ org: string }>({ compile: () => query.compile(build) })
  return rows.length
}

/** What could not be read has its place in words. */
function* removeLetters(
  { build }: Dialect,
  org: string,
  connection: string,
  limit: number,
): Work<number> {
  const key = sql.join(layoutOf('dead_letter').key.map((name) => sql.ref(name)))
  const query: RawBuilder<{ org: string }> = sql`delete from dead_letter where (${key}) in
    (select ${key} from dead_letter where org = ${org} and side = 'source' and part >= ${`${connection}/`} and part < ${`${connection}0`} limit ${limit}) returning org`
  const rows = yield* all<{ org: string }>({ compile: () => query.compile(build) })
  return rows.length
}

function* countRemoved(
  { build }: Dialect,
  org: string,
  connection: string,
  count: number,
): Work<void> {
  yield* run(
    build
      .updateTable('connection_removal')
      .set((table) => ({ deleted: table('deleted', '+', count) }))
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
}

/** Whether what a connection of this name left is still being deleted. */
export function* isBeingRemoved(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<boolean> {
  const row = yield* first(
    build
      .selectFrom('connection_removal')
      .select('connection')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('done_at', 'is', null),
  )
  return row !== undefined
}
