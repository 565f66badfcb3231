import { sql, type RawBuilder } from 'kysely'
import { all, first, type Dialect, type Work } from './database.ts'
import { layoutOf, tableNames } from './layout.ts'
import { installation } from './people-tables.ts'
import type { TableName } from './schema-steps.ts'

/** What an organisation has in the store. */
export interface Holdings {
  /** Records as their vendors have them. */
  readonly records: number
  /** Rows of the commerce model that are there, by their entity. */
  readonly rows: Readonly<Record<string, number>>
  /** People who are in it. */
  readonly people: number
}

export function* holdingsOf({ build }: Dialect, org: string): Work<Holdings> {
  const records = yield* first(
    build
      .selectFrom('record')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('deleted', '=', 0),
  )
  const rows = yield* all(
    build
      .selectFrom('commerce')
      .select((table) => ['entity', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('deleted_at', 'is', null)
      .groupBy('entity')
      .orderBy('entity'),
  )
  const people = yield* first(
    build
      .selectFrom('membership')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org),
  )
  return {
    records: records?.count ?? 0,
    rows: Object.fromEntries(rows.map(({ entity, count }) => [entity, count])),
    people: people?.count ?? 0,
  }
}

/** Takes an organisation off the list, so that nobody is led to it any more; false where it is not on it. */
export function* forgetOrganisation({ build }: Dialect, id: string): Work<boolean> {
  const row = yield* first(
    build
      .deleteFrom('organisation')
      .where('org', '=', installation)
      .where('id', '=', id)
      .returning('id'),
  )
  return row !== undefined
}

/** Whether any table has a row of an organisation, on the list or not. */
export function* hasRowsOf({ build }: Dialect, org: string): Work<boolean> {
  for (const table of tableNames) {
    const query: RawBuilder<{ org: string }> =
      sql`select org from ${sql.table(table)} where org = ${org} limit 1`
    if ((yield* first<{ org: string }>({ compile: () => query.compile(build) })) !== undefined)
      return true
  }
  return false
}

/** Deletes some rows that an organisation has in a table; gives back how many there were. */
export function* removeRowsOf(
  { build }: Dialect,
  org: string,
  table: TableName,
  limit: number,
): Work<number> {
  const key = sql.join(layoutOf(table).key.map((name) => sql.ref(name)))
  const query: RawBuilder<{ org: string }> = sql`delete from ${sql.table(table)} where (${key}) in
    (select ${key} from ${sql.table(table)} where org = ${org} limit ${limit}) returning org`
  const rows = yield* all<{ org: string }>({ compile: () => query.compile(build) })
  return rows.length
}
