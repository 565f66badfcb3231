import { expect, test } from 'vitest'

import { isSettled, recognise, type StoredOrder, type StoredPayment } from './recognition.ts'

const order = (number: string, change: Partial<StoredOrder> = {}): StoredOrder => ({
  id: `shop:${number}`,
  number,
  currency: 'DKK',
  total: 10_000,
  refundedTotal: null,
  ...change,
})

const payment = (
  id: string,
  orderNumber: string | null | undefined,
  change: Partial<StoredPayment> = {},
): StoredPayment => ({
  id: `pay:${id}`,
  status: 'paid',
  currency: 'DKK',
  amount: 10_000,
  ...(orderNumber !== undefined && { extra: { orderNumber } }),
  ...change,
})

test('a payment and the order whose number it tells are one, and each of the others is told apart', () => {
  const tried = payment('1', '7', { status: 'failed' })
  const paid = payment('2', '7')
  const ofDeleted = payment('3', '8')
  const [subscription, link] = [payment('4', null), payment('5', undefined)]
  const [seven, nine] = [order('7'), order('9')]
  expect(recognise([tried, paid, ofDeleted, subscription, link], [seven, nine])).toStrictEqual({
    pairs: [
      { payment: tried, order: seven },
      { payment: paid, order: seven },
    ],
    orderless: [ofDeleted],
    nameless: [subscription, link],
    unpaid: [nine],
  })
})

test('an amount alone makes no pair', () => {
  expect(recognise([payment('1', null)], [order('7')]).pairs).toStrictEqual([])
})

test.each([
  ['the same', {}, {}, true],
  ['nothing given back, told in two ways', { refundedAmount: 0 }, {}, true],
  ['the same given back', { refundedAmount: 500 }, { refundedTotal: 500 }, true],
  ['given back by Stripe alone', { refundedAmount: 500 }, {}, false],
  ['one cent more paid', { amount: 10_001 }, {}, false],
  ['another currency', { currency: 'SEK' }, {}, false],
])('whether the money agrees: %s', (_what, paid, ordered, expected) => {
  const pair = { payment: payment('1', '7', paid), order: order('7', ordered) }
  expect(isSettled(pair)).toBe(expected)
})
