import { Exact } from '../currency/rate-table.ts'
import type { SegmentItem, SegmentValue, SegmentWorld } from '../segments/evaluate.ts'

export type Values = Readonly<Record<string, SegmentValue>>

/** What makes a member, and what misses by as little as can be; customers lapse after 100 days, second orders come after 40. */
export const segmentCases: Readonly<Record<string, readonly [member: Values, nearMiss: Values]>> = {
  new_customers: [{ days_since_first: 30 }, { days_since_first: 31 }],
  one_time_buyers: [{ orders: 1 }, { orders: 2 }],
  recent_first_timers: [
    { orders: 1, days_since_last: 14 },
    { orders: 1, days_since_last: 15 },
  ],
  second_order_window: [
    { orders: 1, days_since_last: 80 },
    { orders: 1, days_since_last: 81 },
  ],
  repeat_customers: [{ orders: 2 }, { orders: 1 }],
  loyal: [
    { orders: 4, days_since_last: 99 },
    { orders: 4, days_since_last: 100 },
  ],
  frequent: [{ orders_365: 90 }, { orders_365: 88 }],
  vip: [
    { spend: new Exact(90), days_since_last: 99 },
    { spend: new Exact(90), days_since_last: 100 },
  ],
  whales: [{ spend: new Exact(99) }, { spend: new Exact('97.99') }],
  high_aov: [
    { aov: new Exact(90), orders: 2 },
    { aov: new Exact(90), orders: 1 },
  ],
  low_spenders: [
    { spend: new Exact(25), orders: 2 },
    { spend: new Exact('25.01'), orders: 2 },
  ],
  active: [{ days_since_last: 79 }, { days_since_last: 80 }],
  at_risk: [
    { days_since_last: 80, orders: 2 },
    { days_since_last: 80, orders: 1 },
  ],
  at_risk_vip: [
    { spend: new Exact(90), days_since_last: 80 },
    { spend: new Exact(90), days_since_last: 79 },
  ],
  lost: [{ days_since_last: 100 }, { days_since_last: 99 }],
  lost_vip: [
    { spend: new Exact(90), days_since_last: 100 },
    { spend: new Exact(88), days_since_last: 100 },
  ],
  won_back: [
    { previous_gap: 100, days_since_last: 30 },
    { previous_gap: 99, days_since_last: 30 },
  ],
  overdue: [
    { orders: 3, median_gap: new Exact(21), days_since_last: 32 },
    { orders: 3, median_gap: new Exact(21), days_since_last: 31 },
  ],
  discount_seekers: [
    { discounted_share: new Exact('0.5'), orders: 2 },
    { discounted_share: new Exact('0.49'), orders: 2 },
  ],
  full_price_buyers: [
    { orders: 2, discounted_orders: 0 },
    { orders: 2, discounted_orders: 1 },
  ],
  serial_returners: [
    { orders: 3, refunded_share: new Exact('0.3') },
    { orders: 2, refunded_share: new Exact('0.3') },
  ],
  never_bought: [
    { orders: 0, registered_days_ago: 8 },
    { orders: 0, registered_days_ago: 7 },
  ],
  abandoned_never_bought: [
    { abandoned_30: 1, orders: 0 },
    { abandoned_30: 1, orders: 1 },
  ],
  guests: [
    { orders: 1, account_orders: 0 },
    { orders: 2, account_orders: 1 },
  ],
  multi_store: [{ stores: 2 }, { stores: 1 }],
  active_subscribers: [{ subscriptions_active: 1 }, { subscriptions_active: 0 }],
  churned_subscribers: [
    { subscription_ended_days_ago: 90, subscriptions_active: 0 },
    { subscription_ended_days_ago: 91, subscriptions_active: 0 },
  ],
  high_value_orders: [{ total: new Exact(90) }, { total: new Exact(88) }],
  discounted_orders: [{ discounts: new Exact(1) }, { discounts: new Exact(0) }],
  refunded_orders: [{ refunded: new Exact(1) }, { refunded: new Exact(0) }],
  first_orders: [{ place: 1 }, { place: 2 }],
  multi_item_baskets: [{ products: 3 }, { products: 2 }],
  cross_border: [
    { shipping_country: 'SE', store_country: 'DE' },
    { shipping_country: 'DE', store_country: 'DE' },
  ],
  payment_trouble: [
    { failed_payments: 0, disputes: 1 },
    { failed_payments: 0, disputes: 0 },
  ],
  best_sellers: [{ units_90: new Exact(80) }, { units_90: new Exact(78) }],
  slow_stock: [
    { stock: 1, units_90: new Exact(20) },
    { stock: 1, units_90: new Exact(21) },
  ],
  high_return_products: [
    { units_180: new Exact(10), return_rate_180: new Exact('0.1') },
    { units_180: new Exact(9), return_rate_180: new Exact('0.5') },
  ],
}

/** Values that never make a member by themselves. */
const plain: Values = { days_since_last: 50, orders: 5, days_ago: 10, store: 'shop' }

export function itemOf(id: string, values: Values): SegmentItem {
  return { id, values: { ...plain, ...values }, linked: () => [] }
}

/** Ninety-nine others whose values go from 1 to 99, so that each is nearly its own percentile. */
export function worldWith(...items: readonly SegmentItem[]): SegmentWorld {
  const others = Array.from({ length: 100 - items.length }, (_, index) => {
    const value = index + 1
    return itemOf(`other ${value}`, {
      orders_365: value,
      spend: new Exact(value),
      aov: new Exact(value),
      total: new Exact(value),
      units_90: new Exact(value),
    })
  })
  const all = [...items, ...others]
  return {
    items: { customer: all, order: all, product: all },
    constants: { lapse_days: 100, first_to_second_days: new Exact(40) },
  }
}
