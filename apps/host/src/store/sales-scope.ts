import { sql, type RawBuilder } from 'kysely'
import { all, type Dialect, type Work } from './database.ts'
import type { SalesClock, SalesDimension } from './sales-tables.ts'
import { salesMeasures } from './sales-tables.ts'

/** Days from the first to the last, both in it. */
export interface SalesDays {
  readonly from: number
  readonly to: number
}

/** Only facts with one of these values, or with none of them. */
export interface SalesFilter {
  readonly dimension: SalesDimension
  readonly values: readonly string[]
  readonly isExcluded: boolean
}

/** Only facts of these customers, with these products, or of these orders. */
export interface SalesMembers {
  readonly resource: 'customer' | 'product' | 'order'
  readonly members: readonly string[]
}

/** Which facts are summed. */
export interface SalesScope {
  /** Empty: all. */
  readonly stores: readonly string[]
  readonly filters: readonly SalesFilter[]
  readonly members: readonly SalesMembers[]
  /** Whether who is new is judged by the orders of the chosen stores alone. */
  readonly isNewByStores: boolean
}

export interface SalesWish {
  readonly scope: SalesScope
  /** Sums are by these, in this order. */
  readonly by: readonly SalesDimension[]
  /** The spans of time that sums are by, in their order and without a hole; one of them where they are of all days. */
  readonly periods: readonly SalesDays[]
}

/** Dimensions that the cube has; the others are summed from the facts. */
export const cubeDimensions = [
  'hour',
  'weekday',
  'channel',
  'payment_method',
  'country',
  'shipping_country',
  'customer_kind',
  'discounted',
] as const satisfies readonly SalesDimension[]

export type CubeDimension = (typeof cubeDimensions)[number]

const ofCube: ReadonlySet<SalesDimension> = new Set(cubeDimensions)

/** The cube where it has all that is asked for, else the facts. */
export function source(
  dialect: Dialect,
  org: string,
  wish: SalesWish,
  clock: SalesClock,
): RawBuilder<unknown> {
  const { by, scope } = wish
  const wanted = new Set([...by, ...scope.filters.map(({ dimension }) => dimension)])
  const others = [...wanted].filter((name) => name !== 'store' && name !== 'currency')
  const [dimension] = others
  const isNewAsked = others.includes('customer_kind') && scope.isNewByStores
  const fits = dimension === undefined || ofCube.has(dimension)
  if (others.length > 1 || !fits || isNewAsked || scope.members.length > 0)
    return facts(dialect, org, wish, clock)
  const column = (name: SalesDimension) => (name === dimension ? sql.ref('value') : sql.ref(name))
  return sql`(select ${sql.join([
    sql`day, currency, facts`,
    ...by.map((name, at) => sql`${column(name)} as ${sql.ref(`g${at}`)}`),
    ...salesMeasures.map((name) => sql.ref(name)),
  ])} from sales_cube where org = ${org} and dimension = ${dimension ?? ''} and clock = ${sql.lit(clock)}
    and ${within(wish.periods)} ${chosen(dialect, scope, column)})`
}

export function facts(
  dialect: Dialect,
  org: string,
  wish: SalesWish,
  clock: SalesClock,
): RawBuilder<unknown> {
  const { by, scope } = wish
  const first = (column: RawBuilder<unknown>) =>
    sql`(select ${column} from sales_fact as o where o.org = s.org and o.customer = s.customer and o.clock = 0 and o.customer <> ''
      and o.store in ${dialect.within(scope.stores)} order by o.at, o.source limit 1)`
  const column = (name: SalesDimension): RawBuilder<unknown> =>
    name === 'customer_kind' && scope.isNewByStores
      ? sql`case when s.customer = '' then s.customer_kind when s.source = ${first(sql`o.source`)} then 'new' else 'returning' end`
      : sql.ref(`s.${name}`)
  const firstDay = scope.isNewByStores ? first(sql`o.day`) : sql.ref('s.first_day')
  return sql`(select ${sql.join([
    sql`s.day, s.currency, 1 as facts, s.customer, ${firstDay} as first_day`,
    ...by.map((name, at) => sql`${column(name)} as ${sql.ref(`g${at}`)}`),
    ...salesMeasures.map((name) => sql.ref(`s.${name}`)),
  ])} from sales_fact as s where s.org = ${org} and s.clock = ${sql.lit(clock)} and ${within(wish.periods)}
    ${chosen(dialect, scope, column)}${ofMembers(dialect, org, scope.members)})`
}

function within(periods: readonly SalesDays[]): RawBuilder<unknown> {
  const [from, to] = [periods[0]?.from ?? 0, periods.at(-1)?.to ?? -1]
  return sql`day >= ${sql.lit(from)} and day <= ${sql.lit(to)}`
}

function chosen(
  { within: among }: Dialect,
  { stores, filters }: SalesScope,
  column: (name: SalesDimension) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const parts = filters.map(
    ({ dimension, values, isExcluded }) =>
      sql` and ${column(dimension)} ${isExcluded ? sql`not in` : sql`in`} ${among(values)}`,
  )
  const inStores = stores.length === 0 ? [] : [sql` and store in ${among(stores)}`]
  return sql.join([...inStores, ...parts, sql``], sql``)
}

/** A refund whose order nobody can name is of no segment. */
export function ofMembers(
  { within: among }: Dialect,
  org: string,
  members: readonly SalesMembers[],
): RawBuilder<unknown> {
  const parts = members.map(({ resource, members: own }) => {
    if (resource === 'customer') return sql` and s.customer in ${among(own)}`
    if (resource === 'order') return sql` and s.customer <> '' and s.source in ${among(own)}`
    return sql` and s.customer <> '' and s.source in (select source from sales_product where org = ${org} and product in ${among(own)})`
  })
  return sql.join([...parts, sql``], sql``)
}

export function* asked<Found>(
  { build }: Dialect,
  query: RawBuilder<unknown>,
): Work<readonly Found[]> {
  return (yield* all<unknown>({ compile: () => query.compile(build) })) as readonly Found[]
}
