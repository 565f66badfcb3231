import { expect, test } from 'vitest'

import { paymentsText } from './payments-text.ts'
import type { Payments } from './payments.ts'

const order = { id: 'shop:7', number: '7', currency: 'DKK', total: 123_450, refundedTotal: null }
const payment = { id: 'pay:1', status: 'paid', currency: 'DKK', amount: 123_450 }
const agreed: Payments = {
  ok: true,
  differences: [],
  totals: [{ currency: 'DKK', paid: '1234.50', refunded: '0.00' }],
  counts: { payments: 1_500, pairs: 1_001, nameless: 3, unpaid: 2 },
  examples: [{ payment, order }],
  unsettled: [],
  orderless: [],
}

const linesOf = (payments: Payments) => paymentsText(payments).split('\n').slice(3)

test('what was recognised is counted, and what was not is told by its reason', () => {
  expect(linesOf(agreed)).toStrictEqual([
    'Taken by Stripe, the same in the store:',
    '  DKK 1,234.50, 0.00 back',
    "One sale, by the order's number in the payment's metadata: 1,001 of 1,500 payments, such as",
    '  pay:1 pays shop:7: DKK 1,234.50, 0.00 back',
    'The money differs: 0',
    'The order is gone: 0',
    'The payment names no order (subscriptions, payment links): 3',
    'Orders without a payment in Stripe (by transfer or in cash, or not paid): 2',
    '',
  ])
})

test('where the money differs both sides are shown, and of an order that is gone its number', () => {
  const lines = linesOf({
    ...agreed,
    unsettled: [{ payment: { ...payment, refundedAmount: 50 }, order }],
    orderless: [{ ...payment, id: 'pay:2', extra: { orderNumber: '8' } }],
  })
  expect(lines).toContain(
    '  pay:1 pays shop:7: DKK 1,234.50, 0.50 back in Stripe, DKK 1,234.50, 0.00 back in the shop',
  )
  expect(lines).toContain('  pay:2: DKK 1,234.50, 0.00 back, order 8')
})

test('of many only the first are shown, and how many more there are', () => {
  const orderless = Array.from({ length: 7 }, (_, index) => ({ ...payment, id: `pay:${index}` }))
  const lines = linesOf({ ...agreed, orderless })
  expect(lines.filter((line) => line.startsWith('  pay:')).length).toBe(6)
  expect(lines).toContain('  and 2 more')
})

test('what differs from the sources is told', () => {
  const differences = ['payments in DKK: Stripe says 1.00, the store 2.00']
  expect(linesOf({ ...agreed, ok: false, differences })).toContain(
    'DIFFERS  payments in DKK: Stripe says 1.00, the store 2.00',
  )
})
