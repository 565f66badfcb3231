import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { recordedRow } from '../testing/fixture.ts'
import { mapped } from '../testing/mapped.ts'

const refund = (id: number, change: JsonObject = {}) => ({
  ...recordedRow('refunds', id),
  order: {
    id: 459,
    status: 'completed',
    currency: 'DKK',
    customer_id: 69,
    billing: { email: 'kunde66@skov.example' },
  },
  ...change,
})

test('amounts are positive, and lines name the lines of the order', async () => {
  const [row] = await mapped('woocommerce-refund', [refund(460)])
  expect(row).toMatchObject({
    id: 'shop:460',
    orderId: 'shop:459',
    customerId: 'shop:69',
    status: 'done',
    createdAt: '2025-05-07T09:36:24.000Z',
    currency: 'DKK',
    total: 35_877,
    taxTotal: 7175,
    reason: 'Delvis retur',
    lines: [
      {
        id: '1371',
        orderLineId: '1365',
        productId: 'shop:20',
        quantity: 1,
        taxTotal: 7175,
        total: 28_702,
      },
    ],
  })
})

test('tax on shipping is part of the tax given back', async () => {
  const [row] = await mapped('woocommerce-refund', [refund(1809)])
  expect(row?.['taxTotal']).toBe(51_077)
})

test('a refund of an amount alone has no lines', async () => {
  const [row] = await mapped('woocommerce-refund', [refund(1828)])
  expect(row).toMatchObject({ total: 1000, taxTotal: 0, lines: [] })
})

test('a refund goes with its order: into the trash, or for good', async () => {
  const trashed = { id: 459, status: 'trash', currency: 'DKK', customer_id: 69, billing: {} }
  expect(await mapped('woocommerce-refund', [refund(460, { order: trashed })])).toStrictEqual([])
  expect(await mapped('woocommerce-refund', [refund(460, { order: null })])).toStrictEqual([])
})
