import { whole } from '../metrics/statistics.ts'
import { couponCollector, type CouponSums } from '../reports/coupon-report.ts'
import type { BeginReport, Values } from './report-table.ts'

/** Coupons, the most used first; in the whole an order with two of them counts once. */
export const couponFigures: BeginReport = async ({ range, factor }) => {
  const { add, result } = couponCollector({ range, factor })
  return {
    walk: { add, lines: true },
    table: (by) => {
      const { coupons, withAny, aovWithout } = result()
      return {
        lines:
          by.length === 0
            ? []
            : coupons.map((row) => ({ group: [row.code], values: valuesOf(row) })),
        total: { ...valuesOf(withAny), aov_without: aovWithout },
      }
    },
  }
}

function valuesOf({ orders, discount, netSales, newCustomerShare, aov }: CouponSums): Values {
  return {
    orders: whole(orders),
    discounts: discount,
    net_sales: netSales,
    new_customer_share: newCustomerShare,
    aov,
  }
}
