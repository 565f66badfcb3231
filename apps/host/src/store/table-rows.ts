import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { all, type Dialect, type Row, type Value, type Work } from './database.ts'
import { layoutOf, tableNames } from './layout.ts'
import type { TableName } from './schema-steps.ts'

/** Leases and budgets belong to processes that live now, and to nobody who reads them later. */
const momentary: ReadonlySet<TableName> = new Set([
  'budget',
  'budget_owner',
  'budget_slot',
  'lease',
])

/** The tables that hold what is kept, in the order in which they were made. */
export const keptTables: readonly TableName[] = tableNames.filter((name) => !momentary.has(name))

/** What a table holds of an organisation: how many rows, and one hash over all of them in the order of their keys. */
export interface TableDigest {
  readonly table: TableName
  readonly rows: number
  readonly hash: string
}

/** The columns of a table but for the organisation, which is the same in every row. */
export function columnsOf(table: TableName): readonly string[] {
  return [...layoutOf(table).columns.keys()].filter((name) => name !== 'org')
}

/** Few enough that rows of a megabyte fit into memory together. */
const rowsAtOnce = 100

/** Goes through all rows of a table, in the order of their keys, and gives of each these columns to `visit`. */
export function* walkTable(
  { build }: Dialect,
  org: string,
  table: TableName,
  columns: readonly string[],
  visit: (row: readonly Value[]) => void,
): Work<TableDigest> {
  const key = layoutOf(table).key.filter((name) => name !== 'org')
  const order = key.length === 0 ? sql`org` : sql.join(key.map((name) => sql.ref(name)))
  const hash = createHash('sha256')
  let count = 0
  let after: readonly Value[] | undefined
  for (;;) {
    const beyond =
      after === undefined || key.length === 0 ? sql`` : sql` and (${order}) > (${sql.join(after)})`
    const page = sql<Row>`select ${sql.join([...new Set([...columns, ...key])].map((name) => sql.ref(name)))} from ${sql.table(table)}
      where org = ${org}${beyond} order by ${order} limit ${rowsAtOnce}`
    const rows = yield* all<Row>({ compile: () => page.compile(build) })
    for (const found of rows) {
      const row = columns.map((name) => kept(found[name]))
      hash.update(`${JSON.stringify(row)}\n`)
      visit(row)
    }
    count += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsAtOnce) break
    after = key.map((name) => last[name] as Value)
  }
  return { table, rows: count, hash: hash.digest('base64url') }
}

/** A value as every kind of database keeps it: numbers whole, texts without U+0000. */
function kept(value: unknown): Value {
  if (typeof value === 'number') return Math.floor(value)
  return typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : null
}
