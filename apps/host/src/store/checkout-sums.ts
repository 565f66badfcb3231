import { sql, type RawBuilder } from 'kysely'
import { paymentMeasures, type PaymentMeasure } from './checkout-tables.ts'
import type { Dialect, Row, Work } from './database.ts'
import { firstDayOf } from './sales-periods.ts'
import { asked, ofMembers, type SalesDays, type SalesScope } from './sales-scope.ts'

/** What is summed of payments and carts: they have a store and a day, and nothing else that figures are parted by. */
export interface CheckoutWish {
  readonly scope: SalesScope
  readonly isByStore: boolean
  readonly periods: readonly SalesDays[]
  /** The currency that is shown: what is in it is summed over each period, everything else by day. */
  readonly shown: string
}

/** Where sums are of: `group` is the store, where they are by store. */
interface SumPlace {
  readonly day: number
  readonly currency: string
  readonly group: readonly string[]
}

export interface PaymentSum extends SumPlace {
  readonly measures: Readonly<Record<PaymentMeasure, bigint>>
}

export interface CartSum extends SumPlace {
  readonly left: number
  readonly recovered: number
  readonly amount: bigint
}

/** Sums of payments and disputes: from sums by day, or of the orders of a segment from the facts themselves. */
export function* paymentSums(
  dialect: Dialect,
  org: string,
  wish: CheckoutWish,
): Work<readonly PaymentSum[]> {
  const { scope } = wish
  const measures = paymentMeasures.map((name) => sql.ref(name))
  const table = sql.table(scope.members.length === 0 ? 'payment_cube' : 'payment_fact')
  const orders =
    scope.members.length === 0 ? sql`` : sql` and source in (${ordersOf(dialect, org, scope)})`
  const from = sql`(select ${sql.join([sql`day, store, currency`, ...measures])} from ${table}
    where org = ${org} and ${within(wish)}${inStores(dialect, scope)}${orders})`
  const rows = yield* summed(
    dialect,
    wish,
    from,
    paymentMeasures.map((name) => sql`cast(sum(${sql.ref(name)}) as text) as ${sql.ref(name)}`),
  )
  return rows.map((row) => {
    const own = paymentMeasures.map((name) => [name, BigInt(String(row[name]))])
    const sums = Object.fromEntries(own) as Record<PaymentMeasure, bigint>
    return Object.assign(placeOf(row, wish), { measures: sums })
  })
}

/**
 * Sums of carts that were left by an instant. One is recovered where its vendor says so, and where its customer ordered soon after it, in
 * the stores by which it is judged who is new.
 */
export function* cartSums(
  dialect: Dialect,
  org: string,
  wish: CheckoutWish & { readonly now: number; readonly recoveryMs: number },
): Work<readonly CartSum[]> {
  const { scope, now, recoveryMs } = wish
  // Orders and products have no cart.
  if (scope.members.some(({ resource }) => resource !== 'customer')) return []
  const customers = scope.members.map(
    ({ members }) => sql` and c.customer in ${dialect.within(members)}`,
  )
  const soldIn = scope.isNewByStores ? sql` and o.store in ${dialect.within(scope.stores)}` : sql``
  const ordered = sql`exists (select 1 from sales_fact as o where o.org = c.org and o.clock = 0 and o.customer <> ''
    and o.customer = c.customer and o.at > c.at and o.at <= c.at + ${sql.lit(recoveryMs)}${soldIn})`
  const from = sql`(select c.day, c.store, c.currency, c.amount, case when c.recovered = 1 or ${ordered} then 1 else 0 end as recovered
    from cart_fact as c where c.org = ${org} and c.left_at <= ${sql.lit(now)} and ${within(wish)}${inStores(dialect, scope)}${sql.join([...customers, sql``], sql``)})`
  const rows = yield* summed(dialect, wish, from, [
    sql`count(*) as carts`,
    sql`sum(recovered) as recovered`,
    sql`cast(sum(amount) as text) as amount`,
  ])
  return rows.map((row) =>
    Object.assign(placeOf(row, wish), {
      left: Number(row['carts']),
      recovered: Number(row['recovered']),
      amount: BigInt(String(row['amount'])),
    }),
  )
}

/** The currencies of the carts of some days. */
export function* cartCurrencies(
  dialect: Dialect,
  org: string,
  { from, to }: SalesDays,
): Work<readonly string[]> {
  const rows = yield* asked<{ currency: string }>(
    dialect,
    sql`select distinct currency from cart_fact where org = ${org} and day >= ${sql.lit(from)} and day <= ${sql.lit(to)} and currency <> '' order by 1`,
  )
  return rows.map(({ currency }) => currency)
}

function ordersOf(dialect: Dialect, org: string, { stores, members }: SalesScope) {
  const chosen = stores.length === 0 ? sql`` : sql` and s.store in ${dialect.within(stores)}`
  return sql`select s.source from sales_fact as s where s.org = ${org} and s.clock = 0 and s.customer <> ''${chosen}${ofMembers(dialect, org, members)}`
}

function* summed(
  dialect: Dialect,
  { isByStore, periods, shown }: CheckoutWish,
  from: RawBuilder<unknown>,
  sums: readonly RawBuilder<unknown>[],
): Work<readonly Row[]> {
  const store = isByStore ? [sql`store as g0`] : []
  return yield* asked<Row>(
    dialect,
    sql`select case when currency = ${shown} then ${firstDayOf(periods)} else day end as d, currency as c, ${sql.join([...store, ...sums])}
    from ${from} as f group by ${sql.join([sql`1`, sql`2`, ...(isByStore ? [sql`3`] : [])])}`,
  )
}

function placeOf(row: Row, { isByStore }: CheckoutWish): SumPlace {
  return {
    day: Number(row['d']),
    currency: String(row['c']),
    group: isByStore ? [String(row['g0'])] : [],
  }
}

function within({ periods }: CheckoutWish): RawBuilder<unknown> {
  const [from, to] = [periods[0]?.from ?? 0, periods.at(-1)?.to ?? -1]
  return sql`day >= ${sql.lit(from)} and day <= ${sql.lit(to)}`
}

function inStores(
  { within: among }: Dialect,
  { stores, filters }: SalesScope,
): RawBuilder<unknown> {
  const parts = filters.map(
    ({ values, isExcluded }) =>
      sql` and store ${isExcluded ? sql`not in` : sql`in`} ${among(values)}`,
  )
  const chosen = stores.length === 0 ? [] : [sql` and store in ${among(stores)}`]
  return sql.join([...chosen, ...parts, sql``], sql``)
}
