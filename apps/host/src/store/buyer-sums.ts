import { sql } from 'kysely'
import type { Dialect, Row, Work } from './database.ts'
import { firstDayOf, lastDayOf } from './sales-periods.ts'
import { asked, facts, type SalesWish } from './sales-scope.ts'

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
  const ordinals = (first: number) => by.map((_, at) => sql.lit(at + first))
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
