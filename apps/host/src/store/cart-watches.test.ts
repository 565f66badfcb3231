import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { addCartLink, cartLink, countCartClick, purgeCartLinks } from './cart-links.ts'
import { beginCartMessage, cartMessages, settleCartMessage } from './cart-messages.ts'
import {
  cartWatches,
  dueCartWatches,
  leftCartWatches,
  lookAtCarts,
  purgeCarts,
  writeCartWatches,
  type CartWatch,
} from './cart-watches.ts'
import { forgetTraces } from './erased-rows.ts'
import { openStore, type Store } from './store.ts'

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const watch: CartWatch = {
  cart: 'shop:1',
  entity: 'cart',
  row_id: 'shop:1',
  rule: 'web',
  connection: 'shop',
  order_id: null,
  state: 'left',
  reason: null,
  created_at: 100,
  touched_at: 100,
  seen_at: 100,
  left_at: 200,
  look_at: 300,
  currency: 'EUR',
  total: 5000,
  bought_order: null,
  bought_at: null,
  won_by: null,
}
const key = { cart: 'shop:1', step: 0 }
const by = { connection: 'post', action: 'mail', now: 300 }
const put = (...watches: readonly CartWatch[]) =>
  store.write((dialect, org) => writeCartWatches(dialect, org, watches))
const begin = () => store.write((dialect, org) => beginCartMessage(dialect, org, key, by))
const due = (org: string, now: number) =>
  store.read((dialect) => dueCartWatches(dialect, org, now, 9))
const settle = (state: 'due' | 'sent' | 'unknown') =>
  store.write((dialect, org) => settleCartMessage(dialect, org, key, { state, at: 301 }))
const look = async (at: number) => {
  await store.write((dialect, org) => lookAtCarts(dialect, org, ['shop:1', 'shop:2'], at))
  const all = await store.read((dialect, org) => cartWatches(dialect, org, ['shop:1', 'shop:2']))
  return ['shop:1', 'shop:2'].map((cart) => all.get(cart)?.look_at)
}
const page = (after?: { readonly leftAt: number; readonly cart: string }) =>
  store.read((dialect, org) =>
    leftCartWatches(dialect, org, { from: 200, to: 250, after, limit: 2 }),
  )
const messages = () => store.read((dialect, org) => cartMessages(dialect, org, ['shop:1']))

test('a cart is due at its time, and another organisation has none of it', async () => {
  await put(watch)
  expect([
    await due('nordlys', 299),
    await due('nordlys', 300),
    await due('sydlys', 300),
  ]).toStrictEqual([[], ['shop:1'], []])
})

test('a message is begun by one alone, and again only where it certainly did not go out', async () => {
  const first = [await begin(), await begin()]
  await settle('due')
  const second = [await begin(), await begin()]
  await settle('sent')
  expect([first, second, await begin()]).toStrictEqual([[true, false], [true, false], false])
  expect((await messages()).map(({ state, attempts }) => [state, attempts])).toStrictEqual([
    ['sent', 2],
  ])
})

test('what was settled is not settled again by whoever was taken for dead', async () => {
  await begin()
  await settle('unknown')
  await settle('sent')
  expect((await messages()).map(({ state }) => state)).toStrictEqual(['unknown'])
})

test('a cart that is bought, or was left long ago, is not looked at again', async () => {
  const dayMs = 86_400_000
  await put(
    { ...watch, look_at: null },
    { ...watch, cart: 'shop:2', look_at: null, bought_order: 'shop:9' },
  )
  expect([await look(400), await look(100 + 61 * dayMs)]).toStrictEqual([
    [400, null],
    [400, null],
  ])
})

test('carts that were left are listed page by page, the last first', async () => {
  await put(watch, { ...watch, cart: 'shop:2' }, { ...watch, cart: 'shop:3', left_at: 250 })
  const first = await page()
  const second = await page({ leftAt: 200, cart: 'shop:2' })
  expect([...first, ...second].map(({ cart }) => cart)).toStrictEqual([
    'shop:3',
    'shop:2',
    'shop:1',
  ])
})

test('a link is good until its time is over, and counts who follows it', async () => {
  const link = { token: 'hash', ...key, expires_at: 500 }
  await store.write((dialect, org) => addCartLink(dialect, org, link))
  await store.write((dialect, org) => countCartClick(dialect, org, 'hash', 400))
  await store.write((dialect, org) => countCartClick(dialect, org, 'hash', 450))
  const read = (now: number) => store.read((dialect, org) => cartLink(dialect, org, 'hash', now))
  expect(await read(499)).toMatchObject({ clicks: 2, clicked_at: 400 })
  expect(await read(500)).toBeUndefined()
  await store.write((dialect, org) => purgeCartLinks(dialect, org, 501))
  expect(await read(499)).toBeUndefined()
})

test('old carts go with their messages, and so do those of whoever is erased', async () => {
  await put(watch, { ...watch, cart: 'shop:2', row_id: 'shop:2', created_at: 900 })
  await begin()
  const left = async () => [
    ...(await store.read((dialect, org) => cartWatches(dialect, org, ['shop:1', 'shop:2']))).keys(),
  ]
  await store.write((dialect, org) => purgeCarts(dialect, org, 900))
  expect([await left(), await messages()]).toStrictEqual([['shop:2'], []])
  await store.write((dialect, org) =>
    forgetTraces(dialect, org, [{ entity: 'cart', id: 'shop:2' }]),
  )
  expect(await left()).toStrictEqual([])
})
