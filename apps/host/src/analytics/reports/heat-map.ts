import { isIn, type DayRange } from '../calendar/range.ts'
import type { Exact, Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { collected, type Collector } from './collector.ts'
import { runningSales } from './running-sales.ts'

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
  return collected(heatCollector({ range, factor }), orders)
}

/** The same, of one customer after the other. */
export function heatCollector({
  range,
  factor,
}: {
  readonly range: DayRange
  readonly factor: Factor
}): Collector<readonly HeatCell[]> {
  const cells = Array.from({ length: 7 * 24 }, () => runningSales())
  return {
    add: (own) => {
      for (const order of own)
        if (isIn(range, order.day)) cells[(order.weekday - 1) * 24 + order.hour]?.add(order, factor)
    },
    result: () =>
      cells.map((cell, index) => {
        const place = { weekday: Math.floor(index / 24) + 1, hour: index % 24 }
        return Object.assign(place, cell.sums())
      }),
  }
}
