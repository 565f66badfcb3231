import { expect, test } from 'vitest'
import { eventTypes, eventTypesOf } from './event-types.ts'
import { entriesOf, thinEntriesOf } from './events.ts'
import { settings } from './settings.ts'
import { november, testKey } from './testing/context.ts'
import { eventOf } from './testing/event.ts'

const config = settings.parse({ secretKey: testKey })
const charge = { object: 'charge', id: 'ch_1', created: november / 1000 - 5, amount: 100 }

test('an event in the pinned version brings the object, as it was at the instant of the event', () => {
  expect(entriesOf(eventOf('charge.refunded', charge), config)).toStrictEqual([
    { op: 'upsert', stream: 'charges', id: 'evt_1', at: november, row: charge },
  ])
})

test.each([['2020-08-27'], ['2026-09-30.endive'], [null]])(
  'an event in version %s has another shape, so its object is read',
  (version) => {
    expect(entriesOf(eventOf('charge.refunded', charge, { version }), config)).toStrictEqual([
      { op: 'refresh', stream: 'charges', id: 'evt_1', key: ['ch_1'] },
    ])
  },
)

test('an event lacks fields that only come when asked for, so a check-out is read', () => {
  const session = { object: 'checkout.session', id: 'cs_1' }
  expect(entriesOf(eventOf('checkout.session.completed', session), config)).toStrictEqual([
    { op: 'refresh', stream: 'checkoutSessions', id: 'evt_1', key: ['cs_1'] },
  ])
})

test.each([
  [true, 'refresh'],
  [false, 'upsert'],
])('where an event has not all lines of an invoice (%s), the invoice is read (%s)', (more, op) => {
  const lines = { data: [{ id: 'il_1' }], has_more: more }
  const event = eventOf('invoice.paid', { object: 'invoice', id: 'in_1', lines })
  expect(entriesOf(event, config)).toMatchObject([{ op }])
})

test.each([
  ['customer.deleted', 'customer', 'customers'],
  ['product.deleted', 'product', 'products'],
  ['price.deleted', 'price', 'prices'],
  ['plan.deleted', 'plan', 'plans'],
  ['coupon.deleted', 'coupon', 'coupons'],
  ['invoice.deleted', 'invoice', 'invoices'],
  ['invoiceitem.deleted', 'invoiceitem', 'invoiceItems'],
  ['customer.tax_id.deleted', 'tax_id', 'taxIds'],
])('%s deletes, in any version', (type, object, stream) => {
  const event = eventOf(type, { object, id: 'x_1' }, { version: '2020-08-27' })
  expect(entriesOf(event, config)).toStrictEqual([
    { op: 'delete', stream, id: 'evt_1', at: november, key: ['x_1'] },
  ])
})

test('a payment method that is detached from its customer is gone', () => {
  const method = { object: 'payment_method', id: 'pm_1', customer: null }
  expect(entriesOf(eventOf('payment_method.detached', method), config)).toStrictEqual([
    { op: 'delete', stream: 'paymentMethods', id: 'evt_1', at: november, key: ['pm_1'] },
  ])
})

test('a payment method that belongs to nobody is none of those that are read', () => {
  const method = { object: 'payment_method', id: 'pm_1', customer: null }
  expect(entriesOf(eventOf('payment_method.updated', method), config)).toMatchObject([
    { op: 'delete', key: ['pm_1'] },
  ])
})

test('customer.subscription.deleted is a cancellation: the subscription stays', () => {
  const subscription = {
    object: 'subscription',
    id: 'sub_1',
    status: 'canceled',
    items: { data: [], has_more: false },
  }
  expect(entriesOf(eventOf('customer.subscription.deleted', subscription), config)).toMatchObject([
    { op: 'upsert', stream: 'subscriptions', row: { status: 'canceled' } },
  ])
})

test('a discount of a customer makes the customer stale, and a refund of a fee the fee', () => {
  const discount = { object: 'discount', id: 'di_1', customer: 'cus_1', subscription: null }
  const refund = { object: 'fee_refund', id: 'fr_1', fee: 'fee_1' }
  expect([
    entriesOf(eventOf('customer.discount.deleted', discount), config),
    entriesOf(eventOf('application_fee.refund.updated', refund), config),
  ]).toStrictEqual([
    [{ op: 'refresh', stream: 'customers', id: 'evt_1', key: ['cus_1'] }],
    [{ op: 'refresh', stream: 'applicationFees', id: 'evt_1', key: ['fee_1'] }],
  ])
})

test.each([
  ['invoice.upcoming', { object: 'invoice' }],
  ['balance.available', { object: 'balance' }],
  ['issuing_card.created', { object: 'issuing.card', id: 'ic_1' }],
  ['something.new', { object: 'constructor', id: 'x' }],
])('%s is about nothing that is read', (type, object) => {
  expect(entriesOf(eventOf(type, object), config)).toStrictEqual([])
})

test('an event about a charge of before the start date says nothing, about a customer it does', () => {
  const from = settings.parse({ secretKey: testKey, startDate: '2026-06-01' })
  const old = { id: 'x_1', created: Date.UTC(2026, 4, 31) / 1000 }
  const streamsOf = (object: string) =>
    entriesOf(eventOf(`${object}.updated`, { ...old, object }), from).map(({ stream }) => stream)
  expect([streamsOf('charge'), streamsOf('customer')]).toStrictEqual([[], ['customers']])
})

test('an event about a customer of a test clock counts where the clock is named', () => {
  const event = eventOf('customer.created', {
    object: 'customer',
    id: 'cus_1',
    test_clock: 'clock_1',
  })
  const named = settings.parse({ secretKey: testKey, testClocks: ['clock_1'] })
  expect(entriesOf(event, config)).toStrictEqual([])
  expect(entriesOf(event, named)).toMatchObject([{ op: 'upsert', stream: 'customers' }])
})

test('a thin event says which object to read', () => {
  const event = {
    id: 'evt_2',
    object: 'v2.core.event' as const,
    type: 'v1.customer.deleted',
    related_object: { id: 'cus_1', type: 'customer', url: '/v1/customers/cus_1' },
  }
  expect(thinEntriesOf(event)).toStrictEqual([
    { op: 'refresh', stream: 'customers', id: 'evt_2', key: ['cus_1'] },
  ])
  expect(thinEntriesOf({ ...event, related_object: null })).toStrictEqual([])
})

test('only events of enabled streams are asked for; without names, of all', () => {
  expect(eventTypesOf(['taxRates', 'balanceTransactions'])).toStrictEqual([
    'tax_rate.created',
    'tax_rate.updated',
  ])
  expect(eventTypesOf([])).toStrictEqual(Object.values(eventTypes).flat())
})

test('no event is asked for twice', () => {
  const types = eventTypesOf([])
  expect(new Set(types).size).toBe(types.length)
})
