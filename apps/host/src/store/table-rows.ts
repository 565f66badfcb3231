import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { all, type Dialect, type Row, type Value, type Work } from './database.ts'
import { layoutOf, tableNames } from './layout.ts'
import { installation } from './people-tables.ts'
import type { TableName } from './schema-steps.ts'

/** Leases, budgets and sessions belong to processes and browsers that live now, and to nobody who reads them later. */
const momentary: ReadonlySet<TableName> = new Set([
  'budget',
  'budget_owner',
  'budget_slot',
  'lease',
  'host_session',
  'host_code',
  'setup_code',
])

/** Tables of the whole installation, with the column that says whose a row is; none: it is everybody's. */
const shared: ReadonlyMap<TableName, 'id' | 'user_id' | undefined> = new Map([
  ['host_user', 'id'],
  ['host_login', 'user_id'],
  ['host_factor', 'user_id'],
  ['host_key', undefined],
])

/** Below which name the rows of a table stand that are of an organisation. */
export function homeOf(table: TableName, org: string): string {
  return shared.has(table) ? installation : org
}

/** Of what the whole installation has, that of the members of an organisation. */
function membersOnly(table: TableName, org: string) {
  const column = shared.get(table)
  return column === undefined
    ? sql``
    : sql` and ${sql.ref(column)} in (select user_id from membership where org = ${org})`
}

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
      where org = ${homeOf(table, org)}${membersOnly(table, org)}${beyond} order by ${order} limit ${rowsAtOnce}`
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
