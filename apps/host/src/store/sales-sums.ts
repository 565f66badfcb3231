import { sql } from 'kysely'
import type { Dialect, Row, Work } from './database.ts'
import { firstDayOf } from './sales-periods.ts'
import { asked, source, type SalesWish } from './sales-scope.ts'
import { salesMeasures, type SalesClock, type SalesMeasure } from './sales-tables.ts'

/** Sums of one period, currency and group. */
export interface SalesSum {
  /** The day at whose rate it is converted; of the currency that is shown it is the first of its period. */
  readonly day: number
  readonly currency: string
  readonly group: readonly string[]
  readonly facts: bigint
  readonly measures: Readonly<Record<SalesMeasure, bigint>>
}

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
    day: row.d,
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
