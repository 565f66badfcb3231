import { sql, type RawBuilder } from 'kysely'
import type { SalesDays } from './sales-scope.ts'

/** The first day of the period that a day is in. */
export function firstDayOf(periods: readonly SalesDays[]): RawBuilder<unknown> {
  return dayOfPeriod(periods, 'from')
}

export function lastDayOf(periods: readonly SalesDays[]): RawBuilder<unknown> {
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
