import { isIn, type DayRange } from '../calendar/range.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { exact } from '../metrics/totals.ts'
import { collected, type Collector } from './collector.ts'
import { runningSales } from './running-sales.ts'

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

export interface CouponOptions {
  readonly range: DayRange
  readonly factor: Factor
}

/** What coupons brought, the most used first; an order with two coupons counts for both. */
export function couponReport(orders: readonly OrderFact[], options: CouponOptions): CouponReport {
  return collected(couponCollector(options), orders)
}

interface Used {
  readonly sales: ReturnType<typeof runningSales>
  discount: Exact
  fresh: number
}

/** The same, of one customer after the other: what is kept is a row a code. */
export function couponCollector({ range, factor }: CouponOptions): Collector<CouponReport> {
  const used = new Map<string, Used>()
  const without = runningSales()
  const addUse = (code: string, order: OrderFact, isFirst: boolean) => {
    const running = used.get(code) ?? { sales: runningSales(), discount: new Exact(0), fresh: 0 }
    used.set(code, running)
    running.sales.add(order, factor)
    running.discount = running.discount.plus(takenOff(order, code, factor))
    if (isFirst) running.fresh += 1
  }
  return {
    add: (own) => {
      for (const [place, order] of own.entries()) {
        if (!isIn(range, order.day)) continue
        if (order.coupons.length === 0) without.add(order, factor)
        for (const code of new Set(order.coupons.map((coupon) => coupon.code)))
          addUse(code, order, place === 0)
      }
    },
    result: () => ({
      coupons: [...used]
        .map(([code, { sales, discount, fresh }]): CouponRow => {
          const { orders, netSales, aov } = sales.sums()
          const newCustomerShare = ratio(whole(fresh), whole(orders))
          return { code, orders, discount, netSales, newCustomerShare, aov }
        })
        .toSorted((one, other) => other.orders - one.orders || (one.code < other.code ? -1 : 1)),
      aovWithout: without.sums().aov,
    }),
  }
}

function takenOff({ coupons, currency, day }: OrderFact, code: string, factor: Factor): Exact {
  const rate = factor(currency, day)
  const own = coupons.filter((coupon) => coupon.code === code)
  const sum = own.reduce((total, { discount }) => total + discount, 0n)
  return rate === undefined ? new Exact(0) : exact(sum).times(rate)
}
