import { sql } from 'kysely'
import type { Dialect, Work } from './database.ts'
import { asked } from './sales-scope.ts'

/** Where an order stands among those of all customers: customer by customer, in the order of time. */
export interface HistoryPlace {
  readonly customer: string
  readonly at: number
  readonly source: string
}

/** The next orders of all customers, in some stores where any are named, after a place. */
export function* historiesAfter(
  dialect: Dialect,
  org: string,
  {
    stores,
    after,
    limit,
  }: {
    readonly stores: readonly string[]
    readonly after: HistoryPlace | undefined
    readonly limit: number
  },
): Work<readonly HistoryPlace[]> {
  const chosen = stores.length === 0 ? sql`` : sql` and store in ${dialect.within(stores)}`
  const from =
    after === undefined
      ? sql``
      : sql` and (customer, at, source) > (${after.customer}, ${sql.lit(after.at)}, ${after.source})`
  // Spelt as in its index.
  return yield* asked<HistoryPlace>(
    dialect,
    sql`select customer, at, source from sales_fact where org = ${org} and clock = 0 and customer <> ''${chosen}${from}
      order by customer, at, source limit ${sql.lit(limit)}`,
  )
}

/** The day of the first order of all, in some stores where any are named. */
export function* firstSaleDay(
  dialect: Dialect,
  org: string,
  stores: readonly string[],
): Work<number | undefined> {
  const chosen = stores.length === 0 ? sql`` : sql` and store in ${dialect.within(stores)}`
  const [row] = yield* asked<{ day: number | null }>(
    dialect,
    sql`select min(day) as day from sales_fact where org = ${org} and clock = 0 and customer <> ''${chosen}`,
  )
  return row?.day ?? undefined
}
