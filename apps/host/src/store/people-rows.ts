import { sql, type RawBuilder } from 'kysely'
import { all, type Dialect, type Row, type Value, type Work } from './database.ts'
import { installation } from './people-tables.ts'

/** Tables whose rows are written by the library that signs people in. */
export type PeopleTable = 'host_user' | 'host_session' | 'host_login' | 'host_code' | 'host_factor'

const operators = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

export type PeopleOperator = keyof typeof operators | 'in' | 'not_in'

export interface PeopleCondition {
  readonly column: string
  readonly operator: PeopleOperator
  readonly value: Value | readonly Value[]
  /** One of those that are marked so must hold, and all others. */
  readonly isOr: boolean
}

export interface PeoplePage {
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  readonly sortBy?: { readonly column: string; readonly isDown: boolean } | undefined
}

export function* addPeopleRow(
  { build }: Dialect,
  table: PeopleTable,
  row: Readonly<Record<string, Value>>,
): Work<Row | undefined> {
  const columns = Object.keys(row)
  const names = sql.join(['org', ...columns].map((name) => sql.ref(name)))
  const values = sql.join([installation, ...columns.map((name) => row[name] ?? null)])
  const query = sql<Row>`insert into ${sql.table(table)} (${names}) values (${values}) returning *`
  const [added] = yield* all<Row>({ compile: () => query.compile(build) })
  return added
}

export function* findPeopleRows(
  { build }: Dialect,
  table: PeopleTable,
  conditions: readonly PeopleCondition[],
  { limit, offset, sortBy }: PeoplePage = {},
): Work<readonly Row[]> {
  const order =
    sortBy === undefined
      ? sql`id`
      : sql`${sql.ref(sortBy.column)} ${sortBy.isDown ? sql`desc` : sql`asc`}, id`
  const query = sql<Row>`select * from ${sql.table(table)} where ${meets(conditions)} order by ${order}
    limit ${limit ?? mostRows} offset ${offset ?? 0}`
  return yield* all<Row>({ compile: () => query.compile(build) })
}

export function* countPeopleRows(
  { build }: Dialect,
  table: PeopleTable,
  conditions: readonly PeopleCondition[],
): Work<number> {
  const query = sql<{
    count: number
  }>`select count(*) as count from ${sql.table(table)} where ${meets(conditions)}`
  const [row] = yield* all<{ count: number }>({ compile: () => query.compile(build) })
  return row?.count ?? 0
}

/** Sets columns, adds to others, and gives back the rows as they are then. */
export function* changePeopleRows(
  dialect: Dialect,
  table: PeopleTable,
  conditions: readonly PeopleCondition[],
  change: {
    readonly set: Readonly<Record<string, Value>>
    readonly add?: Readonly<Record<string, number>>
  },
): Work<readonly Row[]> {
  const sets = [
    ...Object.entries(change.set).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
    ...Object.entries(change.add ?? {}).map(
      ([name, by]) => sql`${sql.ref(name)} = coalesce(${sql.ref(name)}, 0) + ${by}`,
    ),
  ]
  if (sets.length === 0) return yield* findPeopleRows(dialect, table, conditions)
  const query = sql<Row>`update ${sql.table(table)} set ${sql.join(sets)} where ${meets(conditions)} returning *`
  return yield* all<Row>({ compile: () => query.compile(dialect.build) })
}

/** Deletes rows and gives them back; of several who do it at once, one gets each row. */
export function* takePeopleRows(
  { build }: Dialect,
  table: PeopleTable,
  conditions: readonly PeopleCondition[],
  most?: number,
): Work<readonly Row[]> {
  const chosen =
    most === undefined
      ? meets(conditions)
      : sql`org = ${installation} and id in (select id from ${sql.table(table)} where ${meets(conditions)} order by id limit ${most})`
  const query = sql<Row>`delete from ${sql.table(table)} where ${chosen} returning *`
  return yield* all<Row>({ compile: () => query.compile(build) })
}

/** Nobody signs in from more browsers than that, and nothing else is listed. */
const mostRows = 1000

function meets(conditions: readonly PeopleCondition[]): RawBuilder<unknown> {
  const every = conditions.filter(({ isOr }) => !isOr).map(meetsOne)
  const some = conditions.filter(({ isOr }) => isOr).map(meetsOne)
  const parts = [sql`org = ${installation}`, ...every]
  return sql.join(
    some.length === 0 ? parts : [...parts, sql`(${sql.join(some, sql` or `)})`],
    sql` and `,
  )
}

function meetsOne({ column, operator, value }: PeopleCondition): RawBuilder<unknown> {
  const name = sql.ref(column)
  if (operator === 'in' || operator === 'not_in') {
    const values = Array.isArray(value) ? (value as readonly Value[]) : [value as Value]
    const isIn = values.length === 0 ? sql`1 = 0` : sql`${name} in (${sql.join(values)})`
    return operator === 'in' ? isIn : sql`not (${isIn})`
  }
  if (value === null) return operator === 'ne' ? sql`${name} is not null` : sql`${name} is null`
  return sql`${name} ${sql.raw(operators[operator])} ${value}`
}
