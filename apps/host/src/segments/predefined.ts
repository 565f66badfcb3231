import type { Comparison, Condition, Operand } from './condition.ts'
import type { Segment } from './definition.ts'

const lapse = (times?: number): Operand =>
  times === undefined ? { constant: 'lapse_days' } : { constant: 'lapse_days', times }
const is = (field: string, op: Comparison['op'], value: Operand): Condition => ({
  field,
  op,
  value,
})
const top = (field: string, percentile: number): Condition => is(field, '>=', { percentile })

const orders = (op: Comparison['op'], value: number) => is('orders', op, value)
const bought = orders('>=', 1)
const sinceLast = (op: Comparison['op'], value: Operand) => is('days_since_last', op, value)
const notLost = sinceLast('<', lapse())
const nearlyLost = [sinceLast('>=', lapse(0.8)), notLost]

function customers(id: string, name: string, ...all: readonly Condition[]): Segment {
  return { id, name, resource: 'customer', where: { all } }
}

function ofOrders(id: string, name: string, ...all: readonly Condition[]): Segment {
  return { id, name, resource: 'order', where: { all } }
}

function products(id: string, name: string, ...all: readonly Condition[]): Segment {
  return { id, name, resource: 'product', where: { all } }
}

/** The segments that everybody has; they are written as those of a merchant are, so that they can be copied and changed. */
export const predefinedSegments: readonly Segment[] = [
  customers('new_customers', 'New customers, 30 days', is('days_since_first', '<=', 30)),
  customers('one_time_buyers', 'One-time buyers', orders('=', 1)),
  customers('recent_first_timers', 'Recent first-timers', orders('=', 1), sinceLast('<=', 14)),
  customers(
    'second_order_window',
    'Second-order window',
    orders('=', 1),
    sinceLast('>=', { constant: 'first_to_second_days' }),
    sinceLast('<=', { constant: 'first_to_second_days', times: 2 }),
  ),
  customers('repeat_customers', 'Repeat customers', orders('>=', 2)),
  customers('loyal', 'Loyal', orders('>=', 4), notLost),
  customers('frequent', 'Frequent', top('orders_365', 90), is('orders_365', '>=', 3)),
  customers('vip', 'VIP (top 10 % spend)', top('spend', 90), notLost),
  customers('whales', 'Whales (top 1 %)', top('spend', 99)),
  customers('high_aov', 'High AOV', top('aov', 90), orders('>=', 2)),
  customers('low_spenders', 'Low spenders', is('spend', '<=', { percentile: 25 }), orders('>=', 2)),
  customers('active', 'Active', sinceLast('<', lapse(0.8))),
  customers('at_risk', 'At risk', ...nearlyLost, orders('>=', 2)),
  customers('at_risk_vip', 'At-risk VIP', top('spend', 90), ...nearlyLost),
  customers('lost', 'Lost', sinceLast('>=', lapse())),
  customers('lost_vip', 'Lost VIP', top('spend', 90), sinceLast('>=', lapse())),
  customers('won_back', 'Won back', is('previous_gap', '>=', lapse()), sinceLast('<=', 30)),
  customers(
    'overdue',
    'Overdue',
    orders('>=', 3),
    sinceLast('>=', { field: 'median_gap', times: 1.5 }),
    notLost,
  ),
  customers(
    'discount_seekers',
    'Discount seekers',
    is('discounted_share', '>=', 0.5),
    orders('>=', 2),
  ),
  customers(
    'full_price_buyers',
    'Full-price buyers',
    orders('>=', 2),
    is('discounted_orders', '=', 0),
  ),
  customers(
    'serial_returners',
    'Serial returners',
    orders('>=', 3),
    is('refunded_share', '>=', 0.3),
  ),
  customers('never_bought', 'Never bought', orders('=', 0), is('registered_days_ago', '>', 7)),
  customers(
    'abandoned_never_bought',
    'Abandoned, never bought',
    is('abandoned_30', '>=', 1),
    orders('=', 0),
  ),
  customers('guests', 'Guests', bought, is('account_orders', '=', 0)),
  customers('multi_store', 'Multi-store customers', is('stores', '>=', 2)),
  customers('active_subscribers', 'Active subscribers', is('subscriptions_active', '>=', 1)),
  customers(
    'churned_subscribers',
    'Churned subscribers, 90 days',
    is('subscription_ended_days_ago', '<=', 90),
    is('subscriptions_active', '=', 0),
  ),
  ofOrders('high_value_orders', 'High-value orders', top('total', 90)),
  ofOrders('discounted_orders', 'Discounted orders', is('discounts', '>', 0)),
  ofOrders('refunded_orders', 'Refunded orders', is('refunded', '>', 0)),
  ofOrders('first_orders', 'First orders', is('place', '=', 1)),
  ofOrders('multi_item_baskets', 'Multi-item baskets', is('products', '>=', 3)),
  ofOrders(
    'cross_border',
    'Cross-border',
    is('shipping_country', '!=', { field: 'store_country' }),
  ),
  ofOrders('payment_trouble', 'Failed or disputed payments', {
    any: [is('failed_payments', '>=', 1), is('disputes', '>=', 1)],
  }),
  products('best_sellers', 'Best sellers', top('units_90', 80), is('units_90', '>', 0)),
  products('slow_stock', 'Dead or slow stock', is('stock', '>', 0), {
    any: [is('units_90', '=', 0), is('units_90', '<=', { percentile: 20 })],
  }),
  products(
    'high_return_products',
    'High-return products',
    is('units_180', '>=', 10),
    is('return_rate_180', '>=', 0.1),
  ),
]
