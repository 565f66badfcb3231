import { sql, type RawBuilder } from 'kysely'
import { all, type Dialect, type Row, type Work } from './database.ts'
import {
  salesMeasures,
  type SalesClock,
  type SalesDimension,
  type SalesMeasure,
} from './sales-tables.ts'

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

/** Sums of one period, currency and group. */
export interface SalesSum {
  /** The day at whose rate it is converted; of the currency that is shown it is the first of its period. */
  readonly day: number
  readonly currency: string
  readonly group: readonly string[]
  readonly facts: bigint
  readonly measures: Readonly<Record<SalesMeasure, bigint>>
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

const ofCube: ReadonlySet<SalesDimension> = new Set(cubeDimensions)

/**
 * Sums by period, currency and group. What is in the currency that is shown is summed over each period, everything else by day,
 * because each day has a rate of its own.
 */
export function* salesSums(
  dialect: Dialect,
  org: string,
  { clock, shown, ...wish }: SalesWish & { readonly clock: SalesClock; readonly shown: string },
): Work<readonly SalesSum[]> {
  const { by, periods } = wish
  const groups = by.map((_, at) => sql.ref(`g${at}`))
  const rows = yield* asked<SumRow>(
    dialect,
    sql`select case when currency = ${shown} then ${firstDayOf(periods)} else day end as d, currency as c, ${sql.join(
      [
        ...groups,
        sql`cast(sum(facts) as text) as facts`,
        ...salesMeasures.map(
          (name) => sql`cast(sum(${sql.ref(name)}) as text) as ${sql.ref(name)}`,
        ),
      ],
    )}
    from ${source(dialect, org, wish, clock)} as f group by ${sql.join([sql`1`, sql`2`, ...by.map((_, at) => sql.lit(at + 3))])}`,
  )
  return rows.map((row) => ({
    day: Number(row.d),
    currency: row.c,
    group: by.map((_, at) => String(row[`g${at}`])),
    facts: BigInt(row.facts),
    measures: Object.fromEntries(salesMeasures.map((name) => [name, BigInt(row[name])])) as Record<
      SalesMeasure,
      bigint
    >,
  }))
}

type SumRow = Row & {
  readonly d: number
  readonly c: string
  readonly facts: string
} & Readonly<Record<SalesMeasure, string>>

/** How many customers bought in a period, in a group: all, those whose first order was in it, those with two orders or more. */
export interface BuyerSum {
  readonly day: number
  readonly group: readonly string[]
  readonly all: number
  readonly fresh: number
  readonly repeated: number
}

export function* buyerSums(
  dialect: Dialect,
  org: string,
  wish: SalesWish,
): Work<readonly BuyerSum[]> {
  const { by, periods } = wish
  const groups = by.map((_, at) => sql.ref(`g${at}`))
  const ordinals = (first: number) => [...by.map((_, at) => sql.lit(at + first))]
  const own = sql`select ${sql.join([
    sql`${firstDayOf(periods)} as d`,
    ...groups,
    sql`customer`,
    sql`count(*) as orders`,
    sql`min(first_day) as first_day`,
    sql`${lastDayOf(periods)} as e`,
  ])} from ${facts(dialect, org, wish, 0)} as f where customer <> ''
    group by ${sql.join([sql`1`, ...ordinals(2), sql`customer`, sql.lit(by.length + 5)])}`
  const rows = yield* asked<Row>(
    dialect,
    sql`select d, ${sql.join([
      ...groups,
      sql`count(*) as everybody`,
      sql`sum(case when first_day >= d and first_day <= e then 1 else 0 end) as fresh`,
      sql`sum(case when orders > 1 then 1 else 0 end) as repeated`,
    ])} from (${own}) as b group by ${sql.join([sql`1`, ...ordinals(2)])}`,
  )
  return rows.map((row) => ({
    day: Number(row['d']),
    group: by.map((_, at) => String(row[`g${at}`])),
    all: Number(row['everybody']),
    fresh: Number(row['fresh']),
    repeated: Number(row['repeated']),
  }))
}

/** What orders were worth after discounts, and how many were worth it; free orders are left out. */
export interface OrderWorth {
  readonly day: number
  readonly currency: string
  readonly group: readonly string[]
  readonly worth: number
  readonly orders: number
}

export function* orderWorths(
  dialect: Dialect,
  org: string,
  { shown, ...wish }: SalesWish & { readonly shown: string },
): Work<readonly OrderWorth[]> {
  const { by, periods } = wish
  const rows = yield* asked<Row>(
    dialect,
    sql`select case when currency = ${shown} then ${firstDayOf(periods)} else day end as d, currency as c, ${sql.join(
      [
        ...by.map((_, at) => sql.ref(`g${at}`)),
        sql`gross - discounts as worth`,
        sql`count(*) as orders`,
      ],
    )} from ${facts(dialect, org, wish, 0)} as f where customer <> '' and total <> 0
    group by ${sql.join([sql`1`, sql`2`, ...by.map((_, at) => sql.lit(at + 3)), sql.lit(by.length + 3)])}`,
  )
  return rows.map((row) => ({
    day: Number(row['d']),
    currency: String(row['c']),
    group: by.map((_, at) => String(row[`g${at}`])),
    worth: Number(row['worth']),
    orders: Number(row['orders']),
  }))
}

/** The currencies that anything in some stores was sold in. */
export function* soldCurrencies(
  dialect: Dialect,
  org: string,
  stores: readonly string[],
): Work<readonly string[]> {
  const chosen = stores.length === 0 ? sql`` : sql` and store in ${dialect.within(stores)}`
  const rows = yield* asked<{ currency: string }>(
    dialect,
    sql`select distinct currency from sales_cube where org = ${org} and dimension = ''${chosen} order by 1`,
  )
  return rows.map(({ currency }) => currency)
}

/** The cube where it has all that is asked for, else the facts. */
function source(
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

function facts(
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
function ofMembers(
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

/** The first day of the period that a day is in. */
function firstDayOf(periods: readonly SalesDays[]): RawBuilder<unknown> {
  return dayOfPeriod(periods, 'from')
}

function lastDayOf(periods: readonly SalesDays[]): RawBuilder<unknown> {
  return dayOfPeriod(periods, 'to')
}

function dayOfPeriod(periods: readonly SalesDays[], end: 'from' | 'to'): RawBuilder<unknown> {
  if (periods.every(({ from, to }) => from === to)) return sql.ref('day')
  if (periods.length === 1) return sql.lit(periods[0]?.[end] ?? 0)
  return halved(periods, end)
}

/** A tree of comparisons: a chain of them would be looked through from its beginning for every row. */
function halved(periods: readonly SalesDays[], end: 'from' | 'to'): RawBuilder<unknown> {
  const [only] = periods
  if (periods.length === 1 && only !== undefined) return sql.lit(only[end])
  const middle = Math.ceil(periods.length / 2)
  const last = periods[middle - 1]?.to ?? 0
  return sql`case when day <= ${sql.lit(last)} then ${halved(periods.slice(0, middle), end)} else ${halved(periods.slice(middle), end)} end`
}

function* asked<Found>({ build }: Dialect, query: RawBuilder<unknown>): Work<readonly Found[]> {
  return (yield* all<unknown>({ compile: () => query.compile(build) })) as readonly Found[]
}
