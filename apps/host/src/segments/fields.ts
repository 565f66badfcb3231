/** What segments are of. */
export const resources = ['customer', 'order', 'product'] as const

export type Resource = (typeof resources)[number]

/** What conditions can look at: events are those of a customer. */
export type Linked = Resource | 'event'

/** What leads to what. */
export const linkedTo: Readonly<Record<Linked, readonly Linked[]>> = {
  customer: ['order', 'product', 'event'],
  order: ['customer', 'product'],
  product: ['order', 'customer'],
  event: [],
}

export interface SegmentField {
  readonly id: string
  readonly type: 'number' | 'money' | 'days' | 'text' | 'list' | 'flag'
  readonly definition: string
  /** Among whom percentiles are taken, where not among all. */
  readonly population?: 'buyers' | 'lastYearOfStore' | 'sold'
}

function field(
  id: string,
  type: SegmentField['type'],
  definition: string,
  population?: SegmentField['population'],
): SegmentField {
  return { id, type, definition, ...(population === undefined ? {} : { population }) }
}

/** By what customers, orders and products can be told apart; days count back from the day that is asked for. */
export const segmentFields: Readonly<Record<Linked, readonly SegmentField[]>> = {
  customer: [
    field('orders', 'number', 'Counted orders ever.', 'buyers'),
    field('orders_365', 'number', 'Counted orders of the last 365 days.', 'buyers'),
    field('days_since_last', 'days', 'Days since the last order.', 'buyers'),
    field('days_since_first', 'days', 'Days since the first order.', 'buyers'),
    field('spend', 'money', 'Net revenue ever.', 'buyers'),
    field('aov', 'money', 'Mean order after discounts.', 'buyers'),
    field('median_gap', 'days', 'Median of the days between orders.', 'buyers'),
    field('previous_gap', 'days', 'Days between the last order and the one before.', 'buyers'),
    field('discounted_orders', 'number', 'Orders with a discount.', 'buyers'),
    field('discounted_share', 'number', 'Orders with a discount, divided by all.', 'buyers'),
    field('refunded_share', 'number', 'Returned value divided by gross sales.', 'buyers'),
    field('account_orders', 'number', 'Orders placed with an account.', 'buyers'),
    field('stores', 'number', 'Stores with an order.', 'buyers'),
    field('registered_days_ago', 'days', 'Days since the oldest record of the person.'),
    field('abandoned_30', 'number', 'Abandoned checkouts of the last thirty days.'),
    field('subscriptions_active', 'number', 'Subscriptions that are paid for.'),
    field('subscription_ended_days_ago', 'days', 'Days since a subscription ended last.'),
    field('country', 'text', 'Country of the last order.'),
    field('language', 'text', 'Language of the profile.'),
    field('tags', 'list', 'Labels of the profile.'),
  ],
  order: [
    field('total', 'money', 'Total of the order.', 'lastYearOfStore'),
    field('net', 'money', 'Sales after discounts and returns.'),
    field('discounts', 'money', 'What was taken off.'),
    field('refunded', 'money', 'What was given back.'),
    field('fully_refunded', 'flag', 'Whether all was given back.'),
    field('place', 'number', '1 is the first order ever of its customer.'),
    field('products', 'number', 'Different products in it.'),
    field('days_ago', 'days', 'Days since it was placed.'),
    field('store', 'text', 'Where it was placed.'),
    field('channel', 'text', 'How it was placed.'),
    field('country', 'text', 'Country of who pays.'),
    field('shipping_country', 'text', 'Country that it goes to.'),
    field('store_country', 'text', 'Country of the store.'),
    field('payment_method', 'text', 'How it is paid.'),
    field('coupons', 'list', 'Codes that were used, in small letters.'),
    field('failed_payments', 'number', 'Attempts to pay that failed.'),
    field('disputes', 'number', 'Disputes about it.'),
  ],
  product: [
    field('units_30', 'number', 'Pieces sold in the last thirty days.', 'sold'),
    field('units_30_before', 'number', 'Pieces sold in the thirty days before.', 'sold'),
    field('units_90', 'number', 'Pieces sold in the last ninety days.', 'sold'),
    field('units_180', 'number', 'Pieces sold in the last 180 days.', 'sold'),
    field('return_rate_180', 'number', 'Pieces given back of those, divided by them.', 'sold'),
    field('stock', 'number', 'Pieces in stock.'),
    field('days_of_cover', 'days', 'Stock divided by the pieces sold a day in thirty days.'),
    field('name', 'text', 'Its name when it was sold last.'),
  ],
  event: [
    field('type', 'text', 'What happened, such as `email.opened`.'),
    field('days_ago', 'days', 'Days since it happened.'),
    field('store', 'text', 'Where it happened.'),
    field('channel', 'text', 'By what way.'),
    field('campaign', 'text', 'The campaign that it belongs to.'),
    field('product', 'text', 'The product that it is about.'),
    field('quantity', 'number', 'How many.'),
  ],
}
