import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'
import { order } from '../testing/rows.ts'

test('an order becomes lines that were bought, at what was paid, by the ids of the shop', async () => {
  expect(await mapped('heyloyalty-order', order, { customer: null })).toStrictEqual([
    {
      key: 'shop:100234/bought',
      email: 'anna@example.dk',
      event: 'bought',
      at: '2026-03-02T10:05:00.000Z',
      currency: 'DKK',
      lines: [
        { product_id: '57500_Red', product_name: 'Jacket', product_price: '899.00', amount: 2 },
      ],
    },
  ])
})

test('whole ids are written where the settings ask for them', async () => {
  const [item] = await mapped('heyloyalty-order', order, {}, { productIds: 'whole' })
  expect(item?.['lines']).toMatchObject([{ product_id: 'shop:57500_Red' }])
})

test.each([
  ['a draft', { ...order, status: 'draft' }],
  ['one that nobody paid', { ...order, status: 'pending' }],
  ['one that was cancelled before it was paid', { ...order, status: 'cancelled' }],
  ['one of nobody', { ...order, email: undefined }],
  ['one without products', { ...order, lines: [{ name: 'Gift', quantity: 1, total: 100 }] }],
  ['one without lines', { ...order, lines: undefined }],
])('%s is no order for Heyloyalty', async (_what, row) => {
  expect(await mapped('heyloyalty-order', row, {})).toStrictEqual([])
})

const refund = {
  id: 'shop:r1',
  orderId: 'shop:100234',
  createdAt: '2026-03-05T10:00:00.000Z',
  currency: 'DKK',
  total: 89_900,
  lines: [{ productId: 'shop:57500', variantId: 'shop:57500_Red', quantity: 1, total: 89_900 }],
}

test('a refund is lines that were cancelled, of whoever bought', async () => {
  expect(await mapped('heyloyalty-refund', refund, { order })).toStrictEqual([
    {
      key: 'shop:r1/cancelled',
      email: 'anna@example.dk',
      event: 'cancelled',
      at: '2026-03-05T10:00:00.000Z',
      currency: 'DKK',
      lines: [{ product_id: '57500_Red', product_price: '899.00', amount: 1 }],
    },
  ])
  expect(await mapped('heyloyalty-refund', { ...refund, lines: [] }, { order })).toStrictEqual([])
  expect(
    await mapped('heyloyalty-refund', { ...refund, status: 'failed' }, { order }),
  ).toStrictEqual([])
})
