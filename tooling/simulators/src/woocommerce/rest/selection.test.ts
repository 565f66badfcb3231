import { expect, test } from 'vitest'

import { secondMs } from '../../shop/durations.ts'
import type { SimulatedWooCommerce } from '../simulated.ts'
import { ask, get, list } from '../testing/client.ts'
import { started } from '../testing/started.ts'

const orders = 'wc/v3/orders'
/** In the store's winter: its wall clock is an hour ahead. */
const noon = Date.UTC(2026, 0, 15, 12)

/** Three orders, changed a second before noon, at noon, and a second after. */
const aroundNoon = async () => {
  const store = await started()
  const ids = [-1, 0, 1].map((second) => {
    const id = store.admin.createOrder()
    store.admin.bulkTouch([id], noon + second * secondMs)
    return id
  })
  return { store, ids }
}

const idsOf = async (
  store: SimulatedWooCommerce,
  query: Readonly<Record<string, string>>,
  path = orders,
) => (await list(store, path, { orderby: 'id', order: 'asc', ...query })).map(({ id }) => id)

test('modified_after leaves out the moment itself, to the second', async () => {
  const { store, ids } = await aroundNoon()
  const query = { modified_after: '2026-01-15T12:00:00', dates_are_gmt: 'true' }
  expect(await idsOf(store, query)).toStrictEqual(ids.slice(2))
})

test('modified_before leaves out the moment itself', async () => {
  const { store, ids } = await aroundNoon()
  const query = { modified_before: '2026-01-15T12:00:00', dates_are_gmt: 'true' }
  expect(await idsOf(store, query)).toStrictEqual(ids.slice(0, 1))
})

test('without the flag a moment without a zone is the wall clock of the store', async () => {
  const { store, ids } = await aroundNoon()
  expect(await idsOf(store, { modified_after: '2026-01-15T12:59:59' })).toStrictEqual(ids.slice(1))
})

test('a moment with Z and without the flag is right', async () => {
  const { store, ids } = await aroundNoon()
  expect(await idsOf(store, { modified_after: '2026-01-15T11:59:59Z' })).toStrictEqual(ids.slice(1))
})

test.for(['2026-01-15T11:59:58Z', '2026-01-15T11:59:58.000Z', '2026-01-15T16:59:58+05:00'])(
  'with a zone and the flag, %s is wrong by the offset of the store, and changes are missed',
  async (moment) => {
    const { store } = await aroundNoon()
    expect(await idsOf(store, { modified_after: moment, dates_are_gmt: 'true' })).toStrictEqual([])
  },
)

test.for(['2026-01-15', '1768478400', 'yesterday', '2026-01-15T12:00'])(
  '%s is no date',
  async (moment) => {
    const store = await started()
    const { status, body } = await get(store, orders, { modified_after: moment })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      data: { details: { modified_after: { code: 'rest_invalid_date' } } },
    })
  },
)

test('filters that a list does not have are ignored, and it is shown whole', async () => {
  const store = await started()
  for (const email of ['a@example.com', 'b@example.com']) store.admin.create('customers', { email })
  const query = { modified_after: '2126-01-01T00:00:00', after: '2126-01-01T00:00:00' }
  expect(await idsOf(store, query, 'wc/v3/customers')).toHaveLength(2)
  expect(await idsOf(store, { ...query, role: 'all' }, 'wc/v3/customers')).toHaveLength(3)
  store.admin.create('tags', { name: 'New' })
  expect(await idsOf(store, query, 'wc/v3/products/tags')).toHaveLength(1)
  expect(await idsOf(store, { no_such_filter: '1' })).toStrictEqual([])
})

test('reviews can be asked by when they were written, not by when they were changed', async () => {
  const store = await started()
  store.admin.create('reviews', { product_id: 1, review: 'Fine' })
  const path = 'wc/v3/products/reviews'
  const late = '2126-01-01T00:00:00'
  expect(await idsOf(store, { after: late }, path)).toStrictEqual([])
  expect(await idsOf(store, { modified_after: late }, path)).toHaveLength(1)
})

test.for(['customers', 'products/reviews', 'products/categories', 'webhooks'])(
  '%s cannot be ordered by when they were changed',
  async (name) => {
    const store = await started()
    const { status } = await get(store, `wc/v3/${name}`, { orderby: 'modified' })
    expect(status).toBe(400)
  },
)

test.for([
  ['per_page', '0'],
  ['per_page', '101'],
  ['page', '0'],
])('%s %s is refused', async ([name = '', value = '']) => {
  const store = await started()
  expect((await get(store, orders, { [name]: value })).status).toBe(400)
})

test('past the end orders and refunds forget how many there are, products do not', async () => {
  const store = await started()
  const order = store.admin.createOrder({ line_items: [{ total: '10', quantity: 1 }] })
  store.admin.refundOrder(order, { amount: '1.00' })
  store.admin.create('products', { name: 'Mug' })
  const totals = await Promise.all(
    [orders, 'wc/v3/refunds', 'wc/v3/products'].map(async (path) => {
      const { headers, body } = await get(store, path, { page: '2' })
      return [body, headers.get('x-wp-total'), headers.get('x-wp-totalpages')]
    }),
  )
  expect(totals).toStrictEqual([
    [[], '0', '0'],
    [[], '0', '0'],
    [[], '1', '1'],
  ])
})

test('the link to the next page repeats the spent signature, and cannot be followed', async () => {
  const store = await started()
  for (let count = 0; count < 3; count += 1) store.admin.createOrder()
  const { headers } = await get(store, orders, { per_page: '2' })
  const [, next = ''] = /^<([^>]+)>; rel="next"$/u.exec(headers.get('link') ?? '') ?? []
  expect(new URL(next).searchParams.get('page')).toBe('2')
  expect((await fetch(next)).status).toBe(401)
})

test('webhooks do not hear an offset, orders do', async () => {
  const store = await started()
  const webhook = { topic: 'order.created', delivery_url: 'http://127.0.0.1:9/' }
  for (let count = 0; count < 2; count += 1) {
    await ask(store, 'POST', 'wc/v3/webhooks', {}, webhook)
    store.admin.createOrder()
  }
  const offset = { offset: '1' }
  expect(await idsOf(store, offset)).toHaveLength(1)
  expect(await idsOf(store, offset, 'wc/v3/webhooks')).toHaveLength(2)
})

test('only the fields asked for are shown, also inside of others', async () => {
  const store = await started()
  const id = store.admin.createOrder({ billing: { email: 'a@example.com' } })
  const [order] = await list(store, orders, { _fields: 'id,billing.email' })
  expect(order).toStrictEqual({ id, billing: { email: 'a@example.com' } })
  const [light] = await list(store, orders, { _fields: 'status,id' })
  expect(light).toStrictEqual({ id, status: 'pending' })
})

test('orders can be asked by channel, product and words', async () => {
  const store = await started()
  const product = store.admin.create('products', { name: 'Mug' })
  const found = store.admin.createOrder({
    created_via: 'checkout',
    billing: { last_name: 'Ågård' },
    line_items: [{ product_id: product, quantity: 1, total: '5' }],
  })
  store.admin.createOrder()
  for (const query of [
    { created_via: 'checkout' },
    { product: String(product) },
    { search: 'ågård' },
  ]) {
    expect(await idsOf(store, query)).toStrictEqual([found])
  }
})

test('categories without products can be left out', async () => {
  const store = await started()
  const used = store.admin.create('categories', { name: 'Used', slug: 'used' })
  store.admin.create('categories', { name: 'Empty' })
  store.admin.create('products', { categories: [{ id: used, name: 'Used', slug: 'used' }] })
  const path = 'wc/v3/products/categories'
  expect(await idsOf(store, { hide_empty: 'true' }, path)).toStrictEqual([used])
  expect(await idsOf(store, {}, path)).toHaveLength(2)
  expect(await idsOf(store, { slug: 'used' }, path)).toStrictEqual([used])
})
