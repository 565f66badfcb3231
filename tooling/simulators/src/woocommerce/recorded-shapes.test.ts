import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulatedShop } from '../shop/shop.ts'
import type { SimulatedWooCommerce } from './simulated.ts'
import { startWooCommerce } from './start.ts'
import { get } from './testing/client.ts'
import { recordedAnswers, type RecordedAnswer } from './testing/recorded.ts'
import { beyond, shapeOf } from './testing/shape.ts'

let store: SimulatedWooCommerce

// As the recorded store: records of every kind, in the trash and out of it.
beforeAll(async () => {
  store = await startWooCommerce({ shop: simulatedShop({ orders: 400 }) })
  const { admin } = store
  const tag = admin.create('tags', { name: 'Organic' })
  const [product, ...others] = store.truth('products').filter(({ type }) => type === 'simple')
  const id = Number(product?.['id'])
  const meta_data = [{ key: '_supplier', value: 'A' }]
  admin.update('products', id, { tags: [{ id: tag, name: 'Organic', slug: 'organic' }], meta_data })
  for (const status of ['approved', 'hold']) {
    const review = { product_id: id, reviewer: 'Åse', reviewer_email: 'aase@example.com' }
    admin.create('reviews', { ...review, review: '<p>Fine.</p>', rating: 4, status })
  }
  admin.create('brands', { name: 'Nordlys' })
  admin.trash('products', Number(others[0]?.['id']))
  admin.update('products', Number(others[1]?.['id']), { status: 'draft', sale_price: '10.00' })
  admin.update('products', Number(others[2]?.['id']), { status: 'private' })
  admin.createOrder({
    status: 'checkout-draft',
    line_items: [{ product_id: id, quantity: 1 }],
    billing: { country: 'DK' },
    fee_lines: [{ name: 'Gift wrap', total: '20' }],
    customer_note: 'Ring the bell',
    meta_data: [{ key: 'gift_message', value: { to: 'Åse', text: 'Hi' } }],
  })
  const withFee = admin.createOrder({
    status: 'completed',
    billing: { country: 'DK' },
    fee_lines: [{ name: 'Gift wrap', total: '20' }],
  })
  const fees = store.truth('orders').find(({ id: own }) => own === withFee)?.['fee_lines']
  const [fee] = fees as readonly [{ readonly id: number }]
  admin.refundOrder(withFee, { reason: 'No ribbon', lines: [{ itemId: fee.id, quantity: 1 }] })
  const [first, second] = store.truth('orders')
  admin.trashOrder(Number(first?.['id']))
  admin.create('products', { name: 'A set', type: 'grouped', sku: 'SET-1', grouped_products: [id] })
  const consent = { email: true, sms: false, ts: '2026-01-01' }
  const [, customer] = store.truth('customers')
  admin.update('customers', Number(customer?.['id']), {
    meta_data: [{ key: 'marketing', value: consent }],
  })
  const [coupon] = store.truth('coupons')
  admin.update('coupons', Number(coupon?.['id']), { email_restrictions: ['aase@example.com'] })
  admin.addNote(Number(second?.['id']), 'Packed')
})

afterAll(() => store.close())

/** Requests for the same kind of record are compared as one: no page shows every variant. */
const kinds: Readonly<Record<string, RegExp>> = {
  orders: /^orders\.(?!fields|statuses)/u,
  order: /^order-\d+$/u,
  'refunds of all orders': /^refunds\./u,
  'refunds of an order': /^order-.*\.refunds$/u,
  notes: /\.notes$/u,
  products: /^products\.(?!variations)/u,
  'variations of a product': /^products\.variations/u,
  'variations of all products': /^variations\./u,
  customers: /^customers\./u,
  coupons: /^coupons\./u,
  reviews: /^reviews\./u,
  categories: /^categories\./u,
  tags: /^tags\./u,
  taxes: /^taxes\./u,
  attributes: /^attributes$/u,
  'order statuses': /^orders\.statuses$/u,
  'shipping zones': /^shipping\.zones$/u,
  currency: /^currency$/u,
  'general settings': /^settings\.general$/u,
  'the list of reports': /^reports$/u,
  'the sales report': /^reports\.sales$/u,
  'the totals of orders': /^reports\.orders\.totals$/u,
  'the best sellers': /^reports\.top_sellers$/u,
  'statistics of orders': /^analytics\.orders\.stats$/u,
  'statistics of revenue': /^analytics\.revenue\.stats$/u,
  'orders in analytics': /^analytics\.orders$/u,
  'products in analytics': /^analytics\.products$/u,
  'customers in analytics': /^analytics\.customers/u,
  'payment gateways': /^payment_gateways$/u,
  'the system status': /^system_status$/u,
  'the index': /^wp-json\.index$/u,
}

/** What the recorded rows happen not to have, though the vendor's records do, and the other way round; each with its reason. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // The recorded refund of everything was of an order that was sent free of charge.
  'refunds of an order': [
    'more: [].shipping_lines[].taxes[] object',
    'more: [].shipping_lines[].taxes[].id number',
    'more: [].shipping_lines[].taxes[].total amount',
    'more: [].shipping_lines[].taxes[].subtotal empty',
  ],
  // The recorded products have no bar codes. What is bought together is not simulated.
  products: ['less: [].related_ids[]'],
  'variations of a product': ['more: [].global_unique_id text'],
  'variations of all products': ['more: [].global_unique_id text'],
  // All recorded coupons are described.
  coupons: ['more: [].description empty'],
}

test.for(Object.entries(kinds))('%s have the recorded shape', async ([kind, name]) => {
  const recorded = recordedAnswers().filter((answer) => name.test(answer.name))
  const simulated = await Promise.all(recorded.map((answer) => repeated(answer)))
  const theirs = shapeOf(...recorded.map(({ body }) => body))
  const ours = shapeOf(...simulated.map(({ body }) => body))
  const differences = [
    ...beyond(theirs, ours).map((place) => `more: ${place}`),
    ...[...theirs.keys()].filter((place) => !ours.has(place)).map((place) => `less: ${place}`),
  ]
  expect(differences).toStrictEqual(allowed[kind] ?? [])
})

async function repeated({ name, request }: RecordedAnswer) {
  const orders = store.truth('orders')
  const isFull = name.includes('full-refund')
  const order = name.endsWith('notes')
    ? orders[1]
    : isFull
      ? orders.find(({ status, shipping_tax: tax }) => status === 'refunded' && tax !== '0.00')
      : orders.find(
          ({ refunds, coupon_lines: coupons, meta_data: meta }) =>
            length(refunds) > 0 && length(coupons) > 0 && length(meta) > 0,
        )
  const variable = store.truth('products').find(({ type }) => type === 'variable')
  const path = request.path
    .replace(/orders\/\d+/u, `orders/${Number(order?.['id'])}`)
    .replace(/products\/\d+/u, `products/${Number(variable?.['id'])}`)
  const { modified_after: _, ...params } = request.params
  const texts = Object.entries(params).map(([key, value]) => [key, String(value)] as const)
  return await get(store, path, {
    ...Object.fromEntries(texts),
    // Where the recorded list ended is not where this one does.
    ...(params['per_page'] !== undefined && { per_page: '100' }),
    ...(name.endsWith('beyond') && { page: '200' }),
  })
}

function length(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}
