import { Exact } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { sum } from '../facts/row-amounts.ts'
import { medianGapOf } from '../metrics/buyer-metrics.ts'
import { gapsOf } from '../metrics/lapse.ts'
import { worthUpTo } from '../metrics/lifetime-metrics.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { exact, orderCells, totalsOf } from '../metrics/totals.ts'
import type { SegmentValue } from './evaluate.ts'
import type { SegmentSource } from './source.ts'

/** What segments know of a customer by the orders that the customer placed, the first one first. */
export function buyerValues(
  orders: readonly OrderFact[],
  { asOf, factor }: Pick<SegmentSource, 'asOf' | 'factor'>,
): Readonly<Record<string, SegmentValue>> {
  const [first, last] = [orders[0], orders.at(-1)]
  if (first === undefined || last === undefined) return { orders: 0, orders_365: 0 }
  const { amounts, converted } = totalsOf(orderCells(orders), factor)
  const discounted = orders.filter((order) => order.amounts.discounts > 0n).length
  const back = sum(orders, ({ refunds }) => sum(refunds, ({ parts }) => parts.items))
  const gross = sum(orders, (order) => order.amounts.gross)
  return {
    orders: orders.length,
    orders_365: orders.filter(({ day }) => day > asOf - 365).length,
    days_since_last: asOf - last.day,
    days_since_first: asOf - first.day,
    spend: worthUpTo(orders, asOf, factor),
    aov: ratio(amounts.paidSales, converted.paidOrders),
    median_gap: medianGapOf(orders),
    previous_gap: gapsOf(orders).at(-1),
    discounted_orders: discounted,
    discounted_share: ratio(whole(discounted), whole(orders.length)),
    refunded_share: sameCurrency(orders)
      ? ratio(exact(back), exact(gross))
      : ratio(amounts.returns, amounts.gross),
    account_orders: orders.filter(({ isGuest }) => !isGuest).length,
    stores: new Set(orders.map(({ store }) => store)).size,
    country: last.billing.country,
  }
}

/** A share of one currency needs no rate. */
function sameCurrency(orders: readonly OrderFact[]): boolean {
  return new Set(orders.map(({ currency }) => currency)).size === 1
}

export function orderValues(
  order: OrderFact,
  place: number,
  { asOf, factor, storeCountry }: Pick<SegmentSource, 'asOf' | 'factor' | 'storeCountry'>,
): Readonly<Record<string, SegmentValue>> {
  const { gross, discounts, total } = order.amounts
  const rate = factor(order.currency, order.day)
  const converted = (amount: bigint) => (rate === undefined ? undefined : exact(amount).times(rate))
  const back = sum(order.refunds, (refund) => refund.total)
  const items = sum(order.refunds, ({ parts }) => parts.items)
  return {
    total: converted(total),
    net: converted(gross - discounts - items),
    // Whether anything was taken off or given back is known without a rate.
    discounts: converted(discounts) ?? new Exact(discounts.toString()),
    refunded: converted(back) ?? new Exact(back.toString()),
    fully_refunded: total > 0n && back >= total,
    place: place + 1,
    products: new Set(order.lines.flatMap(({ product }) => product ?? [])).size,
    days_ago: asOf - order.day,
    store: order.store,
    channel: order.channel,
    country: order.billing.country,
    shipping_country: order.shipping.country,
    store_country: storeCountry(order.store),
    payment_method: order.paymentMethod,
    coupons: order.coupons.map(({ code }) => code),
  }
}
