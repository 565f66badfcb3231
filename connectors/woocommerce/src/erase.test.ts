import type { JsonObject } from '@cartograph/core'
import type { WatchedOptions } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { checkShop } from './check.ts'
import { eraseInShop } from './erase.ts'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

const email = 'ida.canary@example.com'
const address = {
  first_name: 'Ida',
  last_name: 'Canary',
  address_1: 'Kanarievej 7',
  city: 'Odense',
  postcode: '5000',
  country: 'DK',
  phone: '+4520304050',
}
const traces = /canary|kanarievej|20304050/iu

/** The shop's own answer, with another total for an order that was changed. */
async function dearer(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (request.method !== 'PUT' || !request.url.includes('/orders/')) return response
  const row = (await response.json()) as JsonObject
  return Response.json({ ...row, total: '1.00' })
}

async function shopWithIda(settings: Partial<Settings> = {}, options: WatchedOptions = {}) {
  const { shop, settings: reaching } = await simulatedShop({ pricesIncludeTax: true })
  const { admin } = shop
  const product = admin.create('products', { name: 'Mug', regular_price: '12.50' })
  const ida = admin.create('customers', { email, username: 'ida.canary', billing: address })
  const order = admin.createOrder({
    customer_id: ida,
    status: 'completed',
    billing: { ...address, email },
    shipping: address,
    customer_note: 'Ring at Canary.',
    line_items: [{ product_id: product, quantity: 2 }],
  })
  const review = admin.create('reviews', {
    product_id: product,
    review: 'Good',
    reviewer: 'Ida Canary',
    reviewer_email: email,
    rating: 5,
  })
  const erase = (more: Partial<Settings> = {}) =>
    eraseInShop(
      testContext({ ...reaching, ...settings, ...more }, options),
      { customerId: String(ida), email },
      { customers: [[ida]], orders: [[order]], reviews: [[review]] },
    )
  const everything = () =>
    (['customers', 'orders', 'reviews'] as const).flatMap((stream) => shop.truth(stream))
  const row = (id: number): JsonObject =>
    shop.truth('orders').find((each) => each['id'] === id) ?? {}
  return { shop, admin, reaching, ida, order, erase, everything, row }
}

test('account, orders and reviews name nobody afterwards', async () => {
  const { erase, everything } = await shopWithIda({ erase: 'accountsAndOrders' })
  expect(JSON.stringify(everything())).toMatch(traces)
  expect(await erase()).toStrictEqual({ status: 'ok' })
  expect(JSON.stringify(everything())).not.toMatch(traces)
})

test('orders keep their sums, and the place that their taxes are of', async () => {
  const { erase, order, row } = await shopWithIda({ erase: 'accountsAndOrders' })
  const before = row(order)
  await erase()
  const { total, total_tax, status, line_items, billing } = row(order)
  expect({ total, total_tax, status, line_items }).toStrictEqual({
    total: before['total'],
    total_tax: before['total_tax'],
    status: before['status'],
    line_items: before['line_items'],
  })
  expect(billing).toMatchObject({ country: 'DK', postcode: '5000' })
})

test('an order that is not known here yet is found by the account', async () => {
  const { admin, ida, erase, everything } = await shopWithIda({ erase: 'accountsAndOrders' })
  admin.createOrder({ customer_id: ida, billing: { ...address, email } })
  expect(await erase()).toStrictEqual({ status: 'ok' })
  expect(JSON.stringify(everything())).not.toMatch(traces)
})

test('a second time there is nothing to do, and nothing is written', async () => {
  const { shop, erase } = await shopWithIda({ erase: 'accountsAndOrders' })
  await erase()
  const asked = shop.log.length
  expect(await erase()).toStrictEqual({ status: 'ok' })
  expect(shop.log.slice(asked).every(({ method }) => method === 'GET')).toBe(true)
})

test('a person whom the shop does not know is fine', async () => {
  const { reaching } = await shopWithIda()
  const context = testContext({ ...reaching, erase: 'accountsAndOrders' })
  const outcome = await eraseInShop(context, { customerId: '999999', email: 'x@example.com' }, {})
  expect(outcome).toStrictEqual({ status: 'ok' })
})

test('a shop where nothing may be erased says what is left, and changes nothing', async () => {
  const { erase, everything } = await shopWithIda()
  const before = everything()
  expect(await erase()).toStrictEqual({
    status: 'skipped',
    again: 'later',
    reason:
      'The shop still has 1 account of the person, 1 order of the person, 1 review of the person. Do it in WordPress, under Tools, Erase Personal Data, or set `erase` for this connection.',
  })
  expect(everything()).toStrictEqual(before)
})

test('with accounts alone, orders are told of', async () => {
  const { erase, ida, shop } = await shopWithIda({ erase: 'accounts' })
  expect(await erase()).toMatchObject({
    status: 'skipped',
    reason: expect.stringContaining('1 order of the person with name and address'),
  })
  expect(shop.truth('customers').map(({ id }) => id)).not.toContain(ida)
})

test('whoever works in the shop is left, and told of', async () => {
  const { shop, settings } = await simulatedShop()
  const boss = shop.admin.create('customers', { email, status: 'administrator' })
  const context = testContext({ ...settings, erase: 'accountsAndOrders' })
  expect(await eraseInShop(context, { customerId: String(boss) }, {})).toMatchObject({
    status: 'skipped',
    reason: expect.stringContaining('works in the shop (administrator)'),
  })
  expect(shop.truth('customers').map(({ id }) => id)).toContain(boss)
})

test('an order that the shop computed anew is told of', async () => {
  const { erase, order } = await shopWithIda({ erase: 'accountsAndOrders' }, { answer: dearer })
  expect(await erase()).toMatchObject({
    status: 'skipped',
    reason: expect.stringContaining(`computed order ${order} anew`),
  })
})

test('a key that may only read is a fault that says what to do', async () => {
  const { admin, erase } = await shopWithIda({ erase: 'accountsAndOrders' })
  const { consumerKey, consumerSecret } = admin.createKey({ permissions: 'read' })
  await expect(erase({ consumerKey, consumerSecret })).rejects.toMatchObject({
    kind: 'permission',
    permission: 'write',
    hint: expect.stringContaining('Read/Write'),
  })
})

test('the check wants a key that may write only where persons are erased', async () => {
  const { admin, reaching, shop } = await shopWithIda()
  const key = admin.createKey({ permissions: 'read' })
  const permissionsMissing = async (erase?: Settings['erase']) => {
    const settings = { ...reaching, ...key, ...(erase !== undefined && { erase }) }
    const { problems = [] } = await checkShop(testContext(settings, { dry: true }))
    return problems.flatMap(({ fault: { permission } }) => permission ?? [])
  }
  expect(await permissionsMissing()).toStrictEqual([])
  expect(shop.log.every(({ method }) => method === 'GET')).toBe(true)
  expect(await permissionsMissing('accounts')).toStrictEqual(['write'])
})
