import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

test('a basket that was left is told with its address and its lines', async () => {
  const cart = {
    id: 'shop:b1',
    connection: 'shop',
    status: 'abandoned',
    customerId: 'shop:7',
    currency: 'EUR',
    createdAt: '2026-10-24T14:00:00.000Z',
    recoveryUrl: 'https://shop.example.com/cart/b1',
    lines: [{ productId: 'shop:12', name: 'Scarf', quantity: 1, unitPrice: 6_025, total: 6_025 }],
    total: 6_025,
  }
  const [item] = await mapped('contacthub-cart', cart, { store: { name: 'Shop IT' } })
  expect(item).toMatchObject({
    key: 'cart/shop:b1',
    type: 'abandonedCart',
    properties: {
      orderId: 'shop:b1',
      abandonedCartUrl: 'https://shop.example.com/cart/b1',
      amount: { total: 60.25 },
      products: [{ id: 'shop:12', price: 60.25, quantity: 1 }],
    },
  })
})

test('a visit is of the customer, or of the session that may become one', async () => {
  const visit = {
    id: 'web:v1',
    type: 'product.viewed',
    at: '2026-10-24T14:00:00.000Z',
    productId: 'shop:12',
    properties: { sessionId: 's1' },
  }
  const product = { name: 'Scarf', url: 'https://shop.example.com/p/12', imageUrls: [] }
  const [anonymous] = await mapped('contacthub-event', visit, { product })
  expect(anonymous).toMatchObject({
    type: 'viewedProduct',
    customer: { sessionId: 's1' },
    properties: { id: 'shop:12', name: 'Scarf' },
  })
  const known = { ...visit, customerId: 'shop:7' }
  const [of] = await mapped('contacthub-event', known, { product })
  expect(of?.['customer']).toStrictEqual({ externalId: 'shop:7' })
  expect(await mapped('contacthub-session', known)).toStrictEqual([
    { sessionId: 's1', externalId: 'shop:7' },
  ])
})
