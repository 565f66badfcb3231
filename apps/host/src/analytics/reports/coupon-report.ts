import { isIn, type DayRange } from '../calendar/range.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { exact } from '../metrics/totals.ts'
import { collected, everyOrder, type Collector } from './collector.ts'
import { runningSales } from './running-sales.ts'

/** What orders with a coupon brought. */
export interface CouponSums {
  readonly orders: number
  readonly discount: Exact
  readonly netSales: Exact
  readonly newCustomerShare: Exact | undefined
  readonly aov: Exact | undefined
}

export interface CouponRow extends CouponSums {
  readonly code: string
}

export interface CouponReport {
  readonly coupons: readonly CouponRow[]
  /** All orders with any coupon, each once. */
  readonly withAny: CouponSums
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
  const [withAny, without] = [unused(), runningSales()]
  const addUse = (running: Used, order: OrderFact, discount: Exact, isFirst: boolean) => {
    running.sales.add(order, factor)
    running.discount = running.discount.plus(discount)
    if (isFirst) running.fresh += 1
  }
  return {
    add: (own, counts = everyOrder) => {
      for (const [place, order] of own.entries()) {
        if (!isIn(range, order.day) || !counts(order)) continue
        if (order.coupons.length === 0) {
          without.add(order, factor)
          continue
        }
        let discount = new Exact(0)
        for (const code of new Set(order.coupons.map((coupon) => coupon.code))) {
          const running = used.get(code) ?? unused()
          used.set(code, running)
          const ofCode = takenOff(order, code, factor)
          addUse(running, order, ofCode, place === 0)
          discount = discount.plus(ofCode)
        }
        addUse(withAny, order, discount, place === 0)
      }
    },
    result: () => ({
      coupons: [...used]
        .map(([code, running]): CouponRow => Object.assign({ code }, sumsOf(running)))
        .toSorted((one, other) => other.orders - one.orders || (one.code < other.code ? -1 : 1)),
      withAny: sumsOf(withAny),
      aovWithout: without.sums().aov,
    }),
  }
}

function unused(): Used {
  return { sales: runningSales(), discount: new Exact(0), fresh: 0 }
}

function sumsOf({ sales, discount, fresh }: Used): CouponSums {
  const { orders, netSales, aov } = sales.sums()
  return {
    orders,
    discount,
    netSales,
    newCustomerShare: ratio(whole(fresh), whole(orders)),
    aov,
  }
}

function takenOff({ coupons, currency, day }: OrderFact, code: string, factor: Factor): Exact {
  const rate = factor(currency, day)
  const own = coupons.filter((coupon) => coupon.code === code)
  const sum = own.reduce((total, { discount }) => total + discount, 0n)
  return rate === undefined ? new Exact(0) : exact(sum).times(rate)
}
