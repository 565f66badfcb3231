import { expect, test } from 'vitest'

import { itemPlaces } from './order-items.ts'
import { noAddress, type OrderContent } from './order.ts'
import { shopRefunds } from './shop-refund.ts'

/** Two pieces that cost 1 001 krónur together, sent for 1 000: an odd number that cannot be halved. */
const order: OrderContent = {
  number: '7',
  key: 'wc_order_7',
  currency: 'ISK',
  pricesIncludeTax: true,
  billing: noAddress,
  shipping: noAddress,
  paymentMethod: '',
  paymentMethodTitle: '',
  transactionId: '',
  createdVia: 'checkout',
  customerNote: '',
  lines: [
    {
      id: 100 + itemPlaces.lines,
      name: 'Mug',
      productId: 1,
      variationId: 0,
      quantity: 2,
      taxClass: '',
      subtotal: 80_080,
      subtotalTax: 20_020,
      total: 80_080,
      totalTax: 20_020,
      price: 400.4,
      sku: '',
      parentName: null,
      rateId: 1,
      meta: [],
    },
  ],
  shippingLines: [
    {
      id: 100 + itemPlaces.shipping,
      title: '',
      methodId: 'flat_rate',
      instanceId: '1',
      total: 80_000,
      totalTax: 20_000,
      rateId: 1,
      meta: [],
    },
  ],
  feeLines: [],
  couponLines: [],
  meta: [],
}

const refund = (amount: number, quantity: number) => ({
  id: `R7-${amount}`,
  orderId: 'W7',
  storeId: 'web' as const,
  createdAt: Date.UTC(2026, 0, 1),
  currency: 'ISK' as const,
  amount,
  reason: 'Chipped',
  lines: [{ lineId: '1', quantity }],
})

const told = (...refunds: readonly ReturnType<typeof refund>[]) =>
  shopRefunds(order, refunds).map(({ lines, shipping, full }) => ({
    lines: lines.map(({ total, tax }) => total + tax),
    shipping: shipping === undefined ? 0 : shipping.total + shipping.tax,
    full,
  }))

test('a piece is rounded down to whole krónur', () => {
  expect(told(refund(500, 1))).toStrictEqual([{ lines: [50_000], shipping: 0, full: false }])
})

test('a refund of the rest takes what rounding left over, and the shipping', () => {
  expect(told(refund(500, 1), refund(1_501, 1))).toStrictEqual([
    { lines: [50_000], shipping: 0, full: false },
    { lines: [50_100], shipping: 100_000, full: false },
  ])
})

test('two pieces one after the other leave what rounding left over', () => {
  expect(told(refund(500, 1), refund(500, 1)).map(({ lines }) => lines)).toStrictEqual([
    [50_000],
    [50_000],
  ])
})

test('a refund of everything at once is a full one', () => {
  expect(told(refund(2_001, 2))).toStrictEqual([
    { lines: [100_100], shipping: 100_000, full: true },
  ])
})
