import { expect, test } from 'vitest'
import { example, mapped } from '../testing/mapped.ts'
import { madeAt } from '../testing/objects.ts'

const address = {
  firstName: 'Anna',
  lastName: 'Maria Berg',
  line1: 'Storgatan 1',
  postcode: '111 22',
  city: 'Stockholm',
  country: 'SE',
}

test('a check-out becomes an order, to the smallest unit', async () => {
  expect(await mapped('stripe-order-of-checkout', example('checkoutSessions'))).toStrictEqual({
    id: 'pay:pi_1',
    connection: 'pay',
    number: '1042',
    channel: 'web',
    status: 'paid',
    placedAt: madeAt,
    currency: 'SEK',
    customerId: 'pay:cus_1',
    email: 'anna@example.org',
    phone: '+46701740605',
    lines: [
      {
        id: 'li_1',
        productId: 'pay:prod_1',
        variantId: 'pay:price_1',
        name: 'Tea',
        quantity: 2,
        unitPrice: 12_500,
        subtotal: 25_000,
        discountTotal: 2500,
        taxTotal: 4500,
        total: 22_500,
      },
    ],
    subtotal: 25_000,
    discountTotal: 2500,
    shippingTotal: 4900,
    taxTotal: 5480,
    total: 27_400,
    billing: { ...address, phone: '+46701740605' },
    shipping: { ...address, firstName: 'Berg', lastName: 'AB' },
    extra: {
      checkoutSessionId: 'cs_test_1',
      paymentIntentId: 'pi_1',
      subscriptionId: null,
      invoiceId: null,
      clientReferenceId: '1042',
      mode: 'payment',
      metadata: {},
    },
  })
})

test.each([
  ['open', 'payment'],
  ['expired', 'payment'],
  ['complete', 'setup'],
])('a check-out that is %s, for %s, is no order', async (status, mode) => {
  const row = example('checkoutSessions', { status, mode })
  expect(await mapped('stripe-order-of-checkout', row)).toBeUndefined()
})

test('a check-out whose money is still on its way is pending', async () => {
  const row = example('checkoutSessions', { payment_status: 'unpaid' })
  expect(await mapped('stripe-order-of-checkout', row)).toMatchObject({ status: 'pending' })
})

test('what led to a check-out is what the shop wrote into its metadata', async () => {
  const metadata = { utm_source: 'rule', utm_campaign: 'autumn', utm_content: '', order_id: '7' }
  const row = example('checkoutSessions', { metadata })
  expect(await mapped('stripe-order-of-checkout', row)).toMatchObject({
    attribution: { source: 'rule', campaign: 'autumn' },
  })
})

test('a check-out for a subscription has no payment intent, and its own id', async () => {
  const row = example('checkoutSessions', { mode: 'subscription', payment_intent: null })
  expect(await mapped('stripe-order-of-checkout', row)).toMatchObject({ id: 'pay:cs_test_1' })
})

const invoices = { orders: 'invoices' } as const

test('an invoice becomes an order, with its subscription where basil put it', async () => {
  expect(await mapped('stripe-order-of-invoice', example('invoices'), invoices)).toMatchObject({
    id: 'pay:in_1',
    number: 'NORD-0001',
    channel: 'other',
    status: 'paid',
    placedAt: '2026-10-01T12:00:20.000Z',
    paidAt: '2026-10-01T12:00:30.000Z',
    customerId: 'pay:cus_1',
    email: 'anna@example.org',
    lines: [
      {
        id: 'il_1',
        productId: 'pay:prod_1',
        variantId: 'pay:price_1',
        name: '2 × Tea',
        quantity: 2,
        subtotal: 25_000,
        discountTotal: 2500,
        taxTotal: 4500,
        total: 22_500,
      },
    ],
    subtotal: 25_000,
    discountTotal: 2500,
    shippingTotal: 4900,
    taxTotal: 4500,
    total: 27_400,
    refundedTotal: 0,
    billing: address,
    extra: { subscriptionId: 'sub_1' },
  })
})

test.each([
  [{ status: 'open' }, 'pending'],
  [{ status: 'void' }, 'cancelled'],
  [{ status: 'uncollectible' }, 'failed'],
  [{ status: 'paid' }, 'paid'],
  [{ status: 'paid', post_payment_credit_notes_amount: 100 }, 'partiallyRefunded'],
  [{ status: 'paid', post_payment_credit_notes_amount: 27_400 }, 'refunded'],
])('an invoice that is %j is %s', async (change, status) => {
  const row = await mapped('stripe-order-of-invoice', example('invoices', change), invoices)
  expect(row).toMatchObject({ status })
})

test('a draft of an invoice is no order', async () => {
  const row = example('invoices', { status: 'draft' })
  expect(await mapped('stripe-order-of-invoice', row, invoices)).toBeUndefined()
})

const charges = { orders: 'charges' } as const

test('a charge becomes an order that is called what the shop calls it', async () => {
  expect(await mapped('stripe-order-of-charge', example('charges'), charges)).toMatchObject({
    id: 'pay:pi_1',
    number: '1042',
    status: 'paid',
    total: 27_400,
    refundedTotal: 0,
    paymentMethod: 'card',
    billing: address,
    extra: { orderNumber: '1042', chargeId: 'ch_1' },
  })
})

test.each([
  [{ status: 'pending', captured: true, paid: false }, 'pending', 27_400],
  [{ captured: false, amount_captured: 0 }, 'onHold', 27_400],
  [
    { captured: false, amount_captured: 0, refunded: true, amount_refunded: 27_400 },
    'cancelled',
    27_400,
  ],
  [{ amount_captured: 20_000, amount_refunded: 100 }, 'partiallyRefunded', 20_000],
  [{ refunded: true, amount_refunded: 27_400 }, 'refunded', 27_400],
])('a charge that is %j is an order that is %s', async (change, status, total) => {
  const row = await mapped('stripe-order-of-charge', example('charges', change), charges)
  expect(row).toMatchObject({ status, total })
})

test('a charge that failed is no order', async () => {
  const row = example('charges', { status: 'failed' })
  expect(await mapped('stripe-order-of-charge', row, charges)).toBeUndefined()
})
