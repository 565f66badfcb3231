import { expect, test } from 'vitest'
import { example, mapped } from '../testing/mapped.ts'
import { madeAt } from '../testing/objects.ts'

test('a charge is a payment that a shop’s order is recognised by', async () => {
  expect(await mapped('stripe-payment', example('charges'), { orders: 'none' })).toStrictEqual({
    id: 'pay:ch_1',
    connection: 'pay',
    customerId: 'pay:cus_1',
    status: 'paid',
    method: 'card',
    amount: 27_400,
    refundedAmount: 0,
    currency: 'SEK',
    createdAt: madeAt,
    paidAt: madeAt,
    failureReason: null,
    extra: {
      orderNumber: '1042',
      paymentIntentId: 'pi_1',
      balanceTransactionId: 'txn_1',
      disputed: false,
      description: 'Nordlys - Order 1042',
      metadata: { order_id: '1042', site_url: 'https://shop.example' },
    },
  })
})

test.each([
  ['checkout', 'pay:pi_1'],
  ['charges', 'pay:pi_1'],
  ['invoices', undefined],
  ['none', undefined],
] as const)(
  'with orders: %s a payment, its refund and its dispute name the order %s',
  async (orders, id) => {
    const rows = [
      await mapped('stripe-payment', example('charges'), { orders }),
      await mapped('stripe-refund', example('refunds'), { orders }),
      await mapped('stripe-dispute', example('disputes'), { orders }),
    ]
    expect(rows.map((row) => row?.['orderId'])).toStrictEqual([id, id, id])
  },
)

test('the order of a check-out and its payment meet in one id', async () => {
  const order = await mapped('stripe-order-of-checkout', example('checkoutSessions'))
  const payment = await mapped('stripe-payment', example('charges'))
  expect(payment?.['orderId']).toBe(order?.['id'])
})

test.each([
  [{ status: 'pending', paid: false }, 'pending', 27_400],
  [{ status: 'failed', paid: false, captured: false, amount_captured: 0 }, 'failed', 27_400],
  [{ captured: false, amount_captured: 0 }, 'authorised', 27_400],
  [
    { captured: false, amount_captured: 0, refunded: true, amount_refunded: 27_400 },
    'cancelled',
    27_400,
  ],
  [{ amount_captured: 10_000 }, 'paid', 10_000],
  [{ amount_refunded: 1 }, 'partiallyRefunded', 27_400],
  [{ refunded: true, amount_refunded: 27_400 }, 'refunded', 27_400],
])('a charge that is %j is a payment that is %s', async (change, status, amount) => {
  expect(await mapped('stripe-payment', example('charges', change))).toMatchObject({
    status,
    amount,
  })
})

test.each([
  ['succeeded', 'done'],
  ['pending', 'pending'],
  ['requires_action', 'pending'],
  ['failed', 'failed'],
  ['canceled', 'cancelled'],
])('a refund that is %s is %s', async (status, told) => {
  expect(await mapped('stripe-refund', example('refunds', { status }))).toMatchObject({
    id: 'pay:re_1',
    paymentId: 'pay:ch_1',
    total: 5000,
    reason: 'requested_by_customer',
    status: told,
  })
})

test.each([
  ['warning_needs_response', 'inquiry'],
  ['warning_under_review', 'inquiry'],
  ['warning_closed', 'closed'],
  ['needs_response', 'needsResponse'],
  ['appeal_needs_response', 'needsResponse'],
  ['under_review', 'underReview'],
  ['appeal_under_review', 'underReview'],
  ['won', 'won'],
  ['lost', 'lost'],
  ['prevented', 'closed'],
])('a dispute that is %s is %s', async (status, told) => {
  expect(await mapped('stripe-dispute', example('disputes', { status }))).toMatchObject({
    paymentId: 'pay:ch_1',
    amount: 27_400,
    respondBy: '2026-10-02T12:00:00.000Z',
    status: told,
  })
})

test.each([
  ['pending', 'pending'],
  ['in_transit', 'inTransit'],
  ['paid', 'paid'],
  ['failed', 'failed'],
  ['canceled', 'cancelled'],
])('a payout that is %s is %s', async (status, told) => {
  expect(await mapped('stripe-payout', example('payouts', { status }))).toMatchObject({
    amount: 22_000,
    arrivesAt: '2026-10-02T12:00:00.000Z',
    status: told,
  })
})

test('a status that is not known rejects the record in place of guessing', async () => {
  const row = example('payouts', { status: 'something_new' })
  await expect(mapped('stripe-payout', row)).rejects.toThrow(/status/)
})
