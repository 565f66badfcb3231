import { expect, test } from 'vitest'

import { secondMs } from '../../shop/durations.ts'
import { simulatedShop } from '../../shop/shop.ts'
import type { JsonObject } from '../json.ts'
import { ask, get, list } from '../testing/client.ts'
import { started } from '../testing/started.ts'

const products = 'wc/v3/products'

const ticking = async () => {
  let time = Date.now()
  return await started({ now: () => (time += secondMs) })
}

test('drafts and private products are listed, those in the trash are not', async () => {
  const store = await started()
  const [, draft, hidden, trashed] = ['publish', 'draft', 'private', 'publish'].map((status) =>
    store.admin.create('products', { name: status, status }),
  )
  store.admin.trash('products', trashed ?? 0)
  const ids = (await list(store, products)).map(({ id }) => id)
  expect(ids).toContain(draft)
  expect(ids).toContain(hidden)
  expect(ids).not.toContain(trashed)
  const inTrash = await list(store, products, { status: 'trash' })
  expect(inTrash).toMatchObject([{ id: trashed, slug: 'publish__trashed' }])
})

test('draft coupons are not listed', async () => {
  const store = await started()
  store.admin.create('coupons', { code: 'WINTER', status: 'draft' })
  expect(await list(store, 'wc/v3/coupons')).toStrictEqual([])
})

test('a sale moves the stock of a product, what was sold of it, and its date', async () => {
  const store = await ticking()
  const id = store.admin.create('products', { name: 'Mug', manage_stock: true, stock_quantity: 3 })
  const [before] = store.truth('products')
  store.admin.createOrder({ status: 'processing', line_items: [{ product_id: id, quantity: 2 }] })
  const [after] = store.truth('products')
  expect(after).toMatchObject({ stock_quantity: 1, total_sales: 2 })
  expect(after?.['date_modified']).not.toBe(before?.['date_modified'])
})

test('a variation that is changed changes the date of its product', async () => {
  const store = await ticking()
  const parent = store.admin.create('products', { name: 'Jumper', type: 'variable' })
  const variation = store.admin.create('variations', { regular_price: '415' }, parent)
  const [before] = store.truth('products')
  await ask(
    store,
    'PUT',
    `${products}/${parent}/variations/${variation}`,
    {},
    { sale_price: '332' },
  )
  const [after] = store.truth('products')
  expect(after).toMatchObject({ variations: [variation], regular_price: '', price: '332' })
  expect(after?.['date_modified']).not.toBe(before?.['date_modified'])
})

test('the list of all variations names their products', async () => {
  const store = await started({ shop: simulatedShop({ orders: 30 }) })
  const rows = await list(store, 'wc/v3/variations', { per_page: '100' })
  const parents = store.truth('products').filter(({ type }) => type === 'variable')
  expect(new Set(rows.map((row) => row['parent_id']))).toStrictEqual(
    new Set(parents.map(({ id }) => id)),
  )
})

test('without an image a simple product has an empty text as its number in an order', async () => {
  const store = await started()
  const id = store.admin.create('products', { name: 'Mug', regular_price: '100' })
  store.admin.createOrder({ line_items: [{ product_id: id, quantity: 3 }] })
  const [order] = store.truth('orders')
  expect(order?.['line_items']).toMatchObject([
    { image: { id: '', src: '' }, parent_name: null, price: 100, total: '300.00' },
  ])
})

test('prices with tax are taken apart where the buyer lives', async () => {
  const store = await started()
  const id = store.admin.create('products', { name: 'Mug', regular_price: '125' })
  store.admin.createOrder({
    billing: { country: 'DK' },
    line_items: [{ product_id: id, quantity: 2 }],
  })
  const [order] = store.truth('orders')
  expect(order).toMatchObject({ total: '250.00', total_tax: '50.00', cart_tax: '50.00' })
  expect(order?.['tax_lines']).toMatchObject([{ rate_code: 'DK-MOMS-1', tax_total: '50.00' }])
})

test('products that do not exist are answered in words of their own', async () => {
  const store = await started()
  const codes = await Promise.all(
    ['products/9', 'coupons/9', 'customers/9', 'products/categories/9', 'webhooks/9'].map(
      async (path) => ((await get(store, `wc/v3/${path}`)).body as JsonObject)['code'],
    ),
  )
  expect(codes).toStrictEqual([
    'woocommerce_rest_product_invalid_id',
    'woocommerce_rest_shop_coupon_invalid_id',
    'wc_user_invalid_id',
    'woocommerce_rest_term_invalid',
    'woocommerce_rest_shop_webhook_invalid_id',
  ])
})

test('categories know their parents and how many products they have', async () => {
  const store = await started({ shop: simulatedShop({ orders: 30 }) })
  const rows = await list(store, 'wc/v3/products/categories', { per_page: '100' })
  const counted = rows.reduce((sum, row) => sum + Number(row['count']), 0)
  expect(counted).toBe(store.truth('products').length)
  expect(rows.some((row) => row['parent'] !== 0)).toBe(true)
})

test('what would belong to something that is not there is not found', async () => {
  const store = await started()
  const statuses = await Promise.all(
    [
      'orders/9/notes',
      'products/9/variations',
      'products/attributes/9/terms',
      'orders/9/refunds',
    ].map(async (path) => (await get(store, `wc/v3/${path}`)).status),
  )
  expect(statuses).toStrictEqual([404, 404, 404, 404])
})

test('terms belong to their attribute', async () => {
  const store = await started({ shop: simulatedShop({ orders: 30 }) })
  const [attribute] = store.truth('attributes')
  const other = store.admin.create('attributes', { name: 'Colour', slug: 'pa_colour' })
  store.admin.create('terms', { name: 'Red' }, other)
  const sizes = await list(store, `wc/v3/products/attributes/${Number(attribute?.['id'])}/terms`)
  const colours = await list(store, `wc/v3/products/attributes/${other}/terms`)
  expect(sizes.length).toBeGreaterThan(1)
  expect(colours).toMatchObject([{ name: 'Red', slug: 'red', count: 0 }])
})
