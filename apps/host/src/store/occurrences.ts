import { sql } from 'kysely'
import { first, type Dialect, type Work } from './database.ts'
import { layoutOf, tableNames } from './layout.ts'

/** In which columns of which tables a text stands, and in how many rows. */
export interface Occurrence {
  readonly table: string
  readonly column: string
  readonly rows: number
}

/** Looks for a text in every text column of every table, whatever its case. It reads the whole store of the organisation. */
export function* occurrencesOf(
  { build }: Dialect,
  org: string,
  text: string,
): Work<readonly Occurrence[]> {
  const found: Occurrence[] = []
  for (const table of tableNames)
    for (const [column, { type }] of layoutOf(table).columns) {
      if (type !== 'text' || column === 'org') continue
      const row = yield* first(
        build
          .selectFrom(table)
          .select((each) => each.fn.countAll<number>().as('rows'))
          .where('org', '=', org)
          .where(holds(column, text)),
      )
      if (row !== undefined && row.rows > 0) found.push({ table, column, rows: row.rows })
    }
  return found
}

/** Does a column hold a text, whatever its case? */
export function holds(column: string, text: string) {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`
}
