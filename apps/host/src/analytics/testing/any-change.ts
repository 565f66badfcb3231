import * as fc from 'fast-check'
import type { WrittenRow } from '../../customers/testing/commerce-rows.ts'

const connection = 'shop'
const begin = Date.parse('2026-03-27T20:00:00Z')
const quarterMs = 900_000
/** A month around the night in which clocks go forward in Europe. */
const instant = fc
  .integer({ min: 0, max: 30 * 96 })
  .map((quarters) => new Date(begin + quarters * quarterMs).toISOString())

const ids = (kind: string, count: number) =>
  fc.integer({ min: 1, max: count }).map((number) => `${connection}:${kind}${number}`)
const orderId = ids('o', 40)
const amount = fc.integer({ min: 0, max: 20_000 })
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

const line = fc.record({
  productId: maybe(ids('p', 4)),
  quantity: fc.constantFrom(1, 2, 0.5),
  subtotal: amount,
  discountTotal: fc.constantFrom(0, 0, 100),
})

const order = fc.record({
  storeId: ids('s', 3),
  channel: fc.constantFrom('web', 'till', null),
  status: fc.constantFrom('paid', 'paid', 'fulfilled', 'refunded', 'cancelled', 'pending'),
  placedAt: instant,
  currency: fc.constantFrom('EUR', 'EUR', 'SEK', 'VND'),
  customerId: maybe(ids('c', 6)),
  email: maybe(fc.constantFrom('a@example.com', 'b@example.com')),
  lines: fc.array(line, { maxLength: 3 }),
  shippingTotal: fc.constantFrom(0, 500),
  taxTotal: amount,
  total: fc.oneof(amount, fc.constant(0)),
  billing: fc.record({
    country: fc.constantFrom('DE', 'SE', null),
    city: fc.constantFrom('A', 'B'),
  }),
  refundedTotal: fc.constantFrom(0, 0, 0, 700),
})

const refund = fc.record({
  orderId: fc.oneof(orderId, fc.constantFrom(null, 'shop:unknown')),
  createdAt: instant,
  currency: fc.constantFrom('EUR', 'SEK'),
  storeId: ids('s', 3),
  status: fc.constantFrom('done', 'done', 'pending', null),
  total: amount,
})

const goods = fc.record({
  currency: fc.constantFrom('EUR', 'SEK'),
  cost: maybe(fc.integer({ min: 0, max: 5000 })),
  stock: fc.integer({ min: 0, max: 9 }),
})

const customer = fc.record({
  email: maybe(fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com')),
  createdAt: instant,
})

const shop = fc.record({
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Auckland', null),
})

const payment = fc.record({
  storeId: ids('s', 3),
  orderId: fc.oneof(ids('o', 6), fc.constant(null)),
  status: fc.constantFrom('paid', 'failed', 'failed', 'partiallyRefunded', 'pending'),
  amount,
  refundedAmount: fc.constantFrom(0, 0, 50),
  feeAmount: fc.constantFrom(0, 30, null),
  currency: fc.constantFrom('EUR', 'EUR', 'SEK', 'VND'),
  createdAt: instant,
  paidAt: maybe(instant),
})

const dispute = fc.record({
  paymentId: fc.oneof(ids('y', 12), fc.constant(null)),
  orderId: fc.oneof(orderId, fc.constant(null)),
  status: fc.constantFrom('open', 'won', 'lost', 'inquiry'),
  amount,
  feeAmount: fc.constantFrom(0, 1500),
  currency: fc.constantFrom('EUR', 'SEK'),
  createdAt: instant,
})

const cart = fc.record({
  storeId: ids('s', 3),
  customerId: maybe(ids('c', 6)),
  email: maybe(fc.constantFrom('a@example.com', 'b@example.com')),
  status: fc.constantFrom('open', 'abandoned', 'expired', 'recovered', 'converted'),
  currency: fc.constantFrom('EUR', 'SEK', 'VND', null),
  total: maybe(amount),
  createdAt: instant,
  updatedAt: maybe(instant),
})

function changes(
  entity: string,
  id: fc.Arbitrary<string>,
  row: fc.Arbitrary<object>,
): fc.Arbitrary<WrittenRow> {
  const present = row.map((data) => ({ connection, ...data }))
  return fc
    .record({ id, row: fc.option(present, { nil: undefined, freq: 6 }) })
    .map((change): WrittenRow => Object.assign({ entity }, change))
}

/** Any change of a row that figures depend on: made, changed or gone. */
export const anyChange: fc.Arbitrary<WrittenRow> = fc.oneof(
  { weight: 12, arbitrary: changes('order', orderId, order) },
  { weight: 5, arbitrary: changes('refund', ids('r', 20), refund) },
  { weight: 2, arbitrary: changes('product', ids('p', 4), goods) },
  { weight: 1, arbitrary: changes('variant', ids('p', 4), goods) },
  { weight: 2, arbitrary: changes('customer', ids('c', 6), customer) },
  { weight: 1, arbitrary: changes('store', ids('s', 3), shop) },
  { weight: 4, arbitrary: changes('payment', ids('y', 12), payment) },
  { weight: 2, arbitrary: changes('dispute', ids('d', 6), dispute) },
  { weight: 4, arbitrary: changes('cart', ids('k', 8), cart) },
)

/** Those that are computed from every order that is kept, and not from sums. */
const lifelong: ReadonlySet<string> = new Set([
  'repeat_rate',
  'purchase_frequency',
  'time_between_orders',
  'lapse_days',
  'customer_churn_rate',
  'ltv',
  'ltv_30',
])

const metrics = [
  ...lifelong,
  'orders',
  'units_net',
  'net_sales',
  'net_revenue',
  'total_sales',
  'refunds',
  'aov',
  'aov_median',
  'gross_profit',
  'cost_coverage',
  'refund_rate_orders',
  'customers',
  'new_customers',
  'orders_per_customer',
  'repeat_rate_period',
  'new_orders',
  'returning_sales',
]

/** Those of payments and carts, which have a store and a day alone. */
const own = [
  'processor_fees',
  'net_payments',
  'disputes',
  'dispute_amount',
  'dispute_rate',
  'failed_payments',
  'failed_rate',
  'recovered_payments',
  'abandoned_checkouts',
  'abandonment_rate',
  'recovered_checkouts',
  'abandoned_value',
]

const dimensions = [
  'day',
  'week',
  'month',
  'hour',
  'weekday',
  'store',
  'currency',
  'channel',
  'country',
  'city',
  'customer_kind',
  'discounted',
]

const ownDimensions = new Set(['day', 'week', 'month', 'store'])

const subset = (of: readonly string[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...of), { minLength: 0, maxLength: most })

/** Any question that sums can answer, over the month of the changes; payments and carts are asked about together with sales. */
export const anyQuestion = fc
  .record({
    metrics: fc.uniqueArray(fc.constantFrom(...metrics), { minLength: 1, maxLength: 6 }),
    by: subset(dimensions, 3).map((by) => {
      const times = new Set(['day', 'week', 'month'])
      const time = by.find((each) => times.has(each))
      return by.filter((each) => !times.has(each) || each === time)
    }),
    filter: fc.option(
      fc.constantFrom(
        { dimension: 'country', values: ['DE'] },
        { dimension: 'channel', values: ['web'], exclude: true },
        { dimension: 'customer_kind', values: ['new'] },
        { dimension: 'store', values: ['shop:s1', 'shop:s2'] },
      ),
      { nil: undefined },
    ),
    from: fc.integer({ min: 20, max: 31 }),
    to: fc.integer({ min: 1, max: 30 }),
    compare: fc.constantFrom('none' as const, 'previous' as const),
    currency: fc.constantFrom('EUR', 'SEK'),
    stores: fc.constantFrom<readonly string[]>([], [], ['shop:s1'], ['shop:s1', 'shop:s3']),
    clock: fc.constantFrom('order' as const, 'refund' as const),
    newAnywhere: fc.boolean(),
    segment: fc.constantFrom(undefined, undefined, undefined, 'buyers', 'things', 'papers'),
    owned: fc.constantFrom<readonly string[]>([], own),
  })
  .map(({ filter: any, from, to, segment, metrics: sold, owned, by, ...rest }) => {
    const isOwn = owned.length > 0
    const filter = isOwn && any?.dimension !== 'store' ? undefined : any
    const asked = isOwn ? [...sold, ...owned] : sold
    return Object.assign(rest, {
      by: isOwn ? by.filter((each) => ownDimensions.has(each)) : by,
      // What was bought is not kept order by order.
      metrics:
        segment === 'things' ? ['orders', ...asked.filter((id) => !lifelong.has(id))] : asked,
      range: { from: `2026-03-${from}`, to: `2026-04-${String(to).padStart(2, '0')}` },
      filters: filter === undefined ? [] : [filter],
      segments: segment === undefined ? [] : [segment],
    })
  })
