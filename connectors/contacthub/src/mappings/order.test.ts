import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

const order = {
  id: 'shop:1001',
  connection: 'shop',
  storeId: 'shop:it',
  number: '#1001',
  channel: 'web',
  status: 'paid',
  placedAt: '2026-10-24T14:03:11.000Z',
  currency: 'EUR',
  customerId: 'shop:7',
  paymentMethod: 'Stripe',
  lines: [
    {
      id: '1',
      productId: 'shop:12',
      sku: 'SKU-12',
      name: 'Scarf',
      quantity: 2,
      unitPrice: 6_025,
      subtotal: 12_050,
      discountTotal: 0,
      taxTotal: 1_805,
      total: 12_050,
      categoryIds: ['shop:c1'],
    },
  ],
  shippingTotal: 790,
  taxTotal: 1_805,
  discountTotal: 0,
  total: 14_645,
  attribution: { source: 'newsletter', campaign: 'autumn' },
}
const beside = {
  store: { name: 'Shop IT', country: 'IT', url: 'https://shop.example.com' },
  categories: [
    { id: 'shop:c1', name: 'Accessories' },
    { id: 'shop:c2', name: 'Shoes' },
  ],
}

test('an order is a sale with amounts in the base currency, its store, its campaign and its lines', async () => {
  expect(await mapped('contacthub-order', order, beside)).toStrictEqual([
    {
      key: 'order/shop:1001',
      type: 'completedOrder',
      context: 'ECOMMERCE',
      at: '2026-10-24T14:03:11.000Z',
      customer: { externalId: 'shop:7' },
      contextInfo: {
        store: {
          id: 'shop:it',
          name: 'Shop IT',
          country: 'IT',
          website: 'https://shop.example.com',
        },
      },
      tracking: { ga: { utm_source: 'newsletter', utm_campaign: 'autumn' } },
      catalogue: { categories: [{ id: 'shop:c1', name: 'Accessories' }] },
      properties: {
        orderId: 'shop:1001',
        type: 'sale',
        storeCode: 'shop:it',
        paymentMethod: 'creditcard',
        amount: {
          total: 146.45,
          revenue: 120.5,
          shipping: 7.9,
          tax: 18.05,
          discount: 0,
          local: { currency: 'EUR', exchangeRate: 1 },
        },
        products: [
          {
            id: 'shop:12',
            sku: 'SKU-12',
            name: 'Scarf',
            type: 'sale',
            quantity: 2,
            price: 60.25,
            subtotal: 120.5,
            discount: 0,
            tax: 18.05,
            category: ['shop:c1'],
          },
        ],
        extraProperties: { number: '#1001', channel: 'web' },
      },
    },
  ])
})

test('with Contactplan an order tells brands and attributes of what was bought', async () => {
  const products = [
    { id: 'shop:12', brand: 'Lana', attributes: { colour: 'red' } },
    { id: 'shop:13', brand: 'Seta' },
  ]
  const [item] = await mapped(
    'contacthub-order',
    order,
    { ...beside, products },
    {
      profiles: ['contactplan'],
    },
  )
  expect(item?.['catalogue']).toStrictEqual({
    categories: [{ id: 'shop:c1', name: 'Accessories' }],
    products: [{ id: 'shop:12', vendor: 'Lana', attributes: { colour: 'red' } }],
  })
})

test('an order in a currency without a rate is refused with the reason, not sent without its total', async () => {
  const row = { ...order, currency: 'SEK' }
  await expect(mapped('contacthub-order', row, beside)).rejects.toThrow(
    'without a rate for its currency an order is not sent',
  )
})

test.each([
  ['that is not paid', { status: 'pending' }],
  ['of nobody', { customerId: null }],
])('an order %s is not sent', async (_name, more) => {
  expect(await mapped('contacthub-order', { ...order, ...more }, beside)).toStrictEqual([])
})

test('an order of a guest of whom only the address is known is sent by it, and one of a till as retail', async () => {
  const guest = { ...order, customerId: null, email: 'Guest@Example.com', channel: 'till' }
  const [item] = await mapped('contacthub-order', guest, beside)
  expect(item).toMatchObject({ customer: { email: 'guest@example.com' }, context: 'RETAIL' })
})

const refund = {
  id: 'shop:r1',
  orderId: 'shop:1001',
  createdAt: '2026-10-30T10:00:00.000Z',
  currency: 'EUR',
  total: 6_025,
  reason: 'Too small',
  lines: [{ id: '1', productId: 'shop:12', name: 'Scarf', quantity: 1, total: 6_025 }],
}

test.each([
  ['positive', 60.25],
  ['negative', -60.25],
] as const)(
  'money given back is a second order of the type return, with %s amounts',
  async (returnAmounts, amount) => {
    const [item] = await mapped('contacthub-return', refund, { order }, { returnAmounts })
    expect(item).toMatchObject({
      key: 'return/shop:r1',
      type: 'completedOrder',
      customer: { externalId: 'shop:7' },
      properties: {
        orderId: 'shop:1001',
        type: 'return',
        amount: { total: amount },
        products: [{ id: 'shop:12', type: 'return', quantity: 1, subtotal: amount }],
      },
    })
  },
)

test('an order that left is told as shipped, with what the schema has a place for', async () => {
  const extra = { carrier: 'Courier', trackingCode: 'T1' }
  const row = { ...order, status: 'fulfilled', updatedAt: '2026-10-25T08:00:00.000Z', extra }
  const [item] = await mapped('contacthub-shipment', row, beside)
  expect(item).toMatchObject({
    key: 'shipment/shop:1001',
    type: 'orderShipped',
    at: '2026-10-25T08:00:00.000Z',
    properties: { orderId: 'shop:1001', carrier: 'Courier', trackingCode: 'T1' },
  })
})
