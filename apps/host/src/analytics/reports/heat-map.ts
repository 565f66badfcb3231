import { isIn, type DayRange } from '../calendar/range.ts'
import type { Exact, Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { ratio } from '../metrics/statistics.ts'
import { orderCells, totalsOf } from '../metrics/totals.ts'

export interface HeatCell {
  /** 1 is Monday. */
  readonly weekday: number
  /** By the clock on the store's wall. */
  readonly hour: number
  readonly orders: number
  readonly netSales: Exact
  readonly aov: Exact | undefined
}

/** When people buy: one cell for each hour of the week, empty ones too. */
export function heatMap(
  orders: readonly OrderFact[],
  range: DayRange,
  factor: Factor,
): readonly HeatCell[] {
  const cells = Map.groupBy(
    orders.filter(({ day }) => isIn(range, day)),
    ({ weekday, hour }) => (weekday - 1) * 24 + hour,
  )
  return Array.from({ length: 7 * 24 }, (_, index) => {
    const own = cells.get(index) ?? []
    const { amounts, converted } = totalsOf(orderCells(own), factor)
    return {
      weekday: Math.floor(index / 24) + 1,
      hour: index % 24,
      orders: own.length,
      netSales: amounts.gross.minus(amounts.discounts).minus(amounts.returns),
      aov: ratio(amounts.paidSales, converted.paidOrders),
    }
  })
}
