import { createHmac } from 'node:crypto'
import { isFault, type JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { settings } from './settings.ts'
import { shopStreams } from './streams.ts'
import { testContext, testSettings } from './testing/context.ts'
import { mapped } from './testing/mapped.ts'
import { webhook } from './webhook.ts'

/** As the plugin writes it. */
const cart = {
  id: '0123456789abcdef0123456789abcdef',
  created: Date.parse('2026-11-02T10:00:00Z'),
  changed: Date.parse('2026-11-02T10:05:00Z'),
  status: 'open',
  email: 'Anna@Shop.example',
  phone: '',
  customer_id: 0,
  order_id: 0,
  currency: 'DKK',
  total: '1847.00',
  recovery_url: 'https://shop.example/checkout-link/?products=12:2',
  items: [
    {
      key: 'a1',
      product_id: 12,
      variation_id: 0,
      sku: 'CUP',
      name: 'Cup',
      quantity: 2,
      total: '1847.00',
      url: 'https://shop.example/cup',
      image_url: '',
    },
  ],
}
const webhookSecret = 'a-secret-of-the-plugin'
const context = testContext({ carts: true, webhookSecret })

function posted(body: object, secret = webhookSecret): Request {
  const text = JSON.stringify(body)
  return new Request('https://data.shop.example/hooks/shop/token', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': 'cartograph.cart',
      'x-wc-webhook-signature': createHmac('sha256', secret).update(text).digest('base64'),
    },
    body: text,
  })
}

test('a cart that the plugin posts is taken as it is, at the instant of its change', async () => {
  const request = posted(cart)
  await webhook.verify(context, request, [])
  expect((await webhook.parse(context, request)).entries).toStrictEqual([
    { at: cart.changed, stream: 'carts', op: 'upsert', row: cart },
  ])
})

test('a cart that is signed with another secret is refused', async () => {
  const refused = await webhook
    .verify(context, posted(cart, 'another'), [])
    .catch((error: unknown) => error)
  expect(isFault(refused) && refused.kind).toBe('auth')
})

test('a cart in another form is said to be one that cannot be read', async () => {
  await expect(webhook.parse(context, posted({ ...cart, id: '../1' }))).rejects.toThrow(
    'A cart that was posted cannot be read: id: expected 32 hexadecimal digits.',
  )
})

test('without the setting a posted cart says nothing, and there is no such stream', async () => {
  const { entries } = await webhook.parse(testContext({ webhookSecret }), posted(cart))
  expect(entries).toStrictEqual([])
  expect(shopStreams(testSettings, null)).not.toHaveProperty('carts')
  expect(shopStreams({ ...testSettings, carts: true, webhookSecret }, null)).toHaveProperty('carts')
})

test('the setting needs the secret', () => {
  const { success, error } = settings.safeParse({ ...testSettings, carts: true })
  expect([success, error?.issues[0]?.path]).toStrictEqual([false, ['webhookSecret']])
})

test('a posted cart is a cart whose id keeps apart from those of orders', async () => {
  expect(await mapped('woocommerce-posted-cart', [cart as unknown as JsonObject])).toStrictEqual([
    {
      id: 'shop:cart-0123456789abcdef0123456789abcdef',
      connection: 'shop',
      storeId: 'shop:store',
      customerId: 'shop:guest:anna@shop.example',
      email: 'anna@shop.example',
      status: 'open',
      currency: 'DKK',
      lines: [
        {
          id: 'a1',
          productId: 'shop:12',
          sku: 'CUP',
          name: 'Cup',
          quantity: 2,
          unitPrice: 92_350,
          total: 184_700,
          url: 'https://shop.example/cup',
        },
      ],
      total: 184_700,
      recoveryUrl: 'https://shop.example/checkout-link/?products=12:2',
      createdAt: '2026-11-02T10:00:00.000Z',
      updatedAt: '2026-11-02T10:05:00.000Z',
    },
  ])
})

test('a cart that became an order names it', async () => {
  const ordered = { ...cart, status: 'ordered', order_id: 77, items: [] }
  expect(await mapped('woocommerce-posted-cart', [ordered])).toMatchObject([
    { status: 'ordered', orderId: 'shop:77', lines: [] },
  ])
})
