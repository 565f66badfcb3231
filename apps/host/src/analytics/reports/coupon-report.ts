import { isIn, type DayRange } from '../calendar/range.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import type { History } from '../metrics/history.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { exact, orderCells, totalsOf } from '../metrics/totals.ts'

export interface CouponRow {
  readonly code: string
  readonly orders: number
  readonly discount: Exact
  readonly netSales: Exact
  readonly newCustomerShare: Exact | undefined
  readonly aov: Exact | undefined
}

export interface CouponReport {
  readonly coupons: readonly CouponRow[]
  /** Average order without any coupon, to compare with. */
  readonly aovWithout: Exact | undefined
}

/** What coupons brought, the most used first; an order with two coupons counts for both. */
export function couponReport(
  orders: readonly OrderFact[],
  {
    range,
    factor,
    history,
  }: { readonly range: DayRange; readonly factor: Factor; readonly history: History },
): CouponReport {
  const ordered = orders.filter(({ day }) => isIn(range, day))
  const used = new Map<string, OrderFact[]>()
  for (const order of ordered)
    for (const code of new Set(order.coupons.map((coupon) => coupon.code)))
      used.set(code, [...(used.get(code) ?? []), order])
  const coupons = [...used].map(([code, own]): CouponRow => {
    const { gross, discounts, returns } = totalsOf(orderCells(own), factor).amounts
    return {
      code,
      orders: own.length,
      discount: own.reduce((sum, order) => sum.plus(takenOff(order, code, factor)), new Exact(0)),
      netSales: gross.minus(discounts).minus(returns),
      newCustomerShare: ratio(
        whole(own.filter((order) => history.placeOf(order) === 0).length),
        whole(own.length),
      ),
      aov: averageOrder(own, factor),
    }
  })
  return {
    coupons: coupons.toSorted(
      (one, other) => other.orders - one.orders || (one.code < other.code ? -1 : 1),
    ),
    aovWithout: averageOrder(
      ordered.filter((order) => order.coupons.length === 0),
      factor,
    ),
  }
}

function takenOff({ coupons, currency, day }: OrderFact, code: string, factor: Factor): Exact {
  const rate = factor(currency, day)
  const own = coupons.filter((coupon) => coupon.code === code)
  const sum = own.reduce((total, { discount }) => total + discount, 0n)
  return rate === undefined ? new Exact(0) : exact(sum).times(rate)
}

function averageOrder(orders: readonly OrderFact[], factor: Factor): Exact | undefined {
  const { amounts, converted } = totalsOf(orderCells(orders), factor)
  return ratio(amounts.paidSales, converted.paidOrders)
}
