import { Exact, type Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { ratio } from '../metrics/statistics.ts'
import { orderCells, totalsOf } from '../metrics/totals.ts'

/** What reports tell of some orders. */
export interface SoldSums {
  readonly orders: number
  readonly netSales: Exact
  readonly aov: Exact | undefined
}

/** Sales that grow order by order, in the currency that is shown; what has no rate is in no amount. */
export function runningSales() {
  const zero = new Exact(0)
  let [orders, netSales, paidSales, paidOrders] = [0, zero, zero, zero]
  return {
    add(order: OrderFact, factor: Factor): void {
      const { amounts, converted } = totalsOf(orderCells([order]), factor)
      orders += 1
      netSales = netSales.plus(amounts.gross).minus(amounts.discounts).minus(amounts.returns)
      paidSales = paidSales.plus(amounts.paidSales)
      paidOrders = paidOrders.plus(converted.paidOrders)
    },
    sums: (): SoldSums => ({ orders, netSales, aov: ratio(paidSales, paidOrders) }),
  }
}
