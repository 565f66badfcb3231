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
  phone: '+46701740605',
}

test('a customer is known by address, in the model’s forms', async () => {
  expect(await mapped('stripe-customer', example('customers'))).toStrictEqual({
    id: 'pay:cus_1',
    connection: 'pay',
    email: 'anna@example.org',
    phone: '+46701740605',
    firstName: 'Anna',
    lastName: 'Maria Berg',
    language: 'sv-SE',
    address,
    createdAt: madeAt,
    extra: { name: 'Anna Maria Berg', metadata: { loyalty: '12' } },
  })
})

test('a customer of whom nothing is known is still one', async () => {
  const nothing = { name: null, email: null, phone: null, address: null, preferred_locales: [] }
  expect(await mapped('stripe-customer', example('customers', nothing))).toStrictEqual({
    id: 'pay:cus_1',
    connection: 'pay',
    email: null,
    createdAt: madeAt,
    extra: { name: null, metadata: { loyalty: '12' } },
  })
})

test('a product that is no longer active is archived', async () => {
  expect(await mapped('stripe-product', example('products'))).toStrictEqual({
    id: 'pay:prod_1',
    connection: 'pay',
    sku: 'TEA-1',
    name: 'Tea',
    status: 'archived',
    imageUrls: ['https://shop.example/tea.jpg'],
    createdAt: madeAt,
    updatedAt: '2026-10-01T12:01:00.000Z',
    extra: { defaultPriceId: 'price_1', metadata: { sku: 'TEA-1' } },
  })
})

test('a price is a variant of its product', async () => {
  expect(await mapped('stripe-variant', example('prices'))).toStrictEqual({
    id: 'pay:price_1',
    connection: 'pay',
    productId: 'pay:prod_1',
    sku: 'tea-monthly',
    name: 'Monthly',
    status: 'active',
    price: 12_500,
    currency: 'SEK',
    attributes: { interval: 'month', intervalCount: 3 },
    createdAt: madeAt,
    extra: { lookupKey: 'tea-monthly', metadata: {} },
  })
})

test('a price in steps has no one amount', async () => {
  const row = await mapped(
    'stripe-variant',
    example('prices', { unit_amount: null, recurring: null }),
  )
  expect(row).toHaveProperty('price', null)
  expect(row).not.toHaveProperty('attributes')
})

test('a subscription has the period of its items, where basil put it', async () => {
  expect(await mapped('stripe-subscription', example('subscriptions'))).toStrictEqual({
    id: 'pay:sub_1',
    connection: 'pay',
    customerId: 'pay:cus_1',
    status: 'active',
    currency: 'SEK',
    amount: 25_000,
    interval: 'month',
    intervalCount: 3,
    lines: [
      {
        id: 'si_1',
        productId: 'pay:prod_1',
        variantId: 'pay:price_1',
        name: 'Monthly',
        quantity: 2,
        unitPrice: 12_500,
      },
    ],
    startedAt: madeAt,
    currentPeriodStart: madeAt,
    currentPeriodEnd: '2026-10-02T12:00:00.000Z',
    cancelAtPeriodEnd: false,
    extra: { metadata: {} },
  })
})

test.each([
  [{ status: 'incomplete' }, 'incomplete'],
  [{ status: 'incomplete_expired' }, 'ended'],
  [{ status: 'trialing' }, 'trial'],
  [{ status: 'active', pause_collection: { behavior: 'void' } }, 'paused'],
  [{ status: 'past_due' }, 'pastDue'],
  [{ status: 'unpaid' }, 'pastDue'],
  [{ status: 'paused' }, 'paused'],
  [{ status: 'canceled' }, 'cancelled'],
])('a subscription that is %j is %s', async (change, status) => {
  const row = await mapped('stripe-subscription', example('subscriptions', change))
  expect(row).toMatchObject({ status })
})

test('an open check-out is a cart that can be gone on with', async () => {
  const open = {
    status: 'open',
    payment_intent: null,
    customer_details: null,
    customer_email: 'anna@example.org',
    url: 'https://checkout.stripe.com/c/pay/1',
  }
  expect(await mapped('stripe-cart', example('checkoutSessions', open))).toStrictEqual({
    id: 'pay:cs_test_1',
    connection: 'pay',
    customerId: 'pay:cus_1',
    email: 'anna@example.org',
    status: 'open',
    currency: 'SEK',
    lines: [
      {
        id: 'li_1',
        productId: 'pay:prod_1',
        variantId: 'pay:price_1',
        name: 'Tea',
        quantity: 2,
        total: 22_500,
      },
    ],
    total: 27_400,
    recoveryUrl: 'https://checkout.stripe.com/c/pay/1',
    createdAt: madeAt,
    extra: { expiresAt: '2026-10-02T12:00:00.000Z', metadata: {} },
  })
})

test('an expired check-out is a cart that its recovery address fills again', async () => {
  const expired = {
    status: 'expired',
    after_expiration: { recovery: { url: 'https://buy.stripe.com/r/1' } },
  }
  expect(await mapped('stripe-cart', example('checkoutSessions', expired))).toMatchObject({
    status: 'expired',
    recoveryUrl: 'https://buy.stripe.com/r/1',
  })
})

test('a completed check-out is a cart that was ordered, and names the order where check-outs are orders', async () => {
  const row = example('checkoutSessions')
  expect(await mapped('stripe-cart', row)).toMatchObject({ status: 'ordered', orderId: 'pay:pi_1' })
  expect(await mapped('stripe-cart', row, { orders: 'none' })).not.toHaveProperty('orderId')
})
