import type { JsonObject } from '../json.ts'
import { sumOf, type OrderFacts } from './order-facts.ts'

/**
 * The sums of a stretch of time, without looking at currencies: DKK and EUR are added as if they were one.
 *
 * What is what was found by comparing recorded totals: `net_revenue` is sales less tax and shipping with refunds taken off,
 * `gross_sales` has refunds and coupons put back, and the averages leave refunds out.
 */
export function statsOf(facts: readonly OrderFacts[]): JsonObject {
  const orders = facts.filter(({ parentId }) => parentId === 0)
  const refunds = facts.filter(({ parentId }) => parentId !== 0)
  const total = sumOf(facts, (fact) => fact.total)
  const taxes = sumOf(facts, (fact) => fact.tax)
  const shipping = sumOf(facts, (fact) => fact.shipping)
  const coupons = sumOf(orders, (fact) => fact.coupons)
  const netRevenue = sumOf(facts, (fact) => fact.net)
  const refundedNet = -sumOf(refunds, (fact) => fact.net)
  const count = orders.length
  return {
    orders_count: count,
    num_items_sold: itemsOf(facts),
    gross_sales: netRevenue + coupons + refundedNet,
    total_sales: total,
    coupons,
    coupons_count: new Set(orders.flatMap(({ couponCodes }) => couponCodes)).size,
    refunds: refunds.length === 0 ? 0 : -sumOf(refunds, (fact) => fact.total),
    taxes,
    shipping,
    net_revenue: netRevenue,
    avg_items_per_order: count === 0 ? 0 : Math.round((itemsOf(orders) / count) * 10_000) / 10_000,
    avg_order_value: count === 0 ? 0 : (netRevenue + refundedNet) / count,
    total_customers: new Set(facts.map(({ customer }) => customer)).size,
    segments: [],
  }
}

export function productCount(facts: readonly OrderFacts[]): number {
  return new Set(facts.flatMap(({ items }) => items.map(({ productId }) => productId))).size
}

function itemsOf(facts: readonly OrderFacts[]): number {
  return sumOf(facts, ({ items }) => items.reduce((sum, { quantity }) => sum + quantity, 0))
}
