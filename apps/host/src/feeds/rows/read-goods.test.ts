import { expect, test } from 'vitest'
import type { Feed } from '../../config/index.ts'
import { replaceSegmentValues } from '../../store/index.ts'
import { sound, shelves } from '../testing/catalogue-package.ts'
import { feedShop, plainFeed, type FeedShop } from '../testing/feed-shop.ts'
import { goodsRow } from './goods-row.ts'
import { readGoods } from './read-goods.ts'
import { readStocks } from './read-stocks.ts'

const { signal } = new AbortController()

async function rowsOf(shop: FeedShop, feed: Feed, soldSince = 0) {
  const rows = []
  for await (const { goods } of readGoods(shop.store, feed, { signal, soldSince }))
    for (const each of goods) rows.push(goodsRow(each, feed, () => undefined).row)
  return rows
}

const ids = async (shop: FeedShop, feed: Feed) => (await rowsOf(shop, feed)).map(({ id }) => id)

async function jackets(): Promise<FeedShop> {
  const shop = await feedShop()
  await shop.put('category', shelves)
  await shop.put('product', [sound('1'), sound('2'), sound('3', { storeId: 'shop:se' })])
  await shop.put('variant', [
    { id: '1-a', productId: '1', name: 'Red' },
    { id: '1-b', productId: '1', name: 'Blue' },
  ])
  return shop
}

test('a feed of variants has all of them, and the products that have none', async () => {
  expect(await ids(await jackets(), plainFeed())).toStrictEqual(['1-a', '1-b', '2', '3'])
})

test('a feed of products has no variants', async () => {
  expect(await ids(await jackets(), plainFeed({ rows: 'product' }))).toStrictEqual(['1', '2', '3'])
})

test('other connections and stores are left out', async () => {
  const shop = await jackets()
  await shop.put('product', [sound('9', { connection: 'till' })])
  expect(await ids(shop, plainFeed({ connections: ['till'] }))).toStrictEqual(['9'])
  expect(await ids(shop, plainFeed({ stores: ['se'] }))).toStrictEqual(['3'])
  expect(await ids(shop, plainFeed({ stores: ['shop:se'] }))).toStrictEqual(['3'])
})

test('a variant is found in the categories of its product', async () => {
  const [row] = await rowsOf(await jackets(), plainFeed())
  expect(row?.categories.map(({ path }) => path)).toStrictEqual(['Clothes > Jackets'])
})

test('what was deleted is not there', async () => {
  const shop = await jackets()
  await shop.remove('variant', ['shop:1-a', 'shop:1-b'])
  await shop.remove('product', ['shop:2'])
  expect(await ids(shop, plainFeed())).toStrictEqual(['1', '3'])
})

test('stock is that of the places of the feed, less what is promised', async () => {
  const shop = await jackets()
  await shop.put('stockLevel', [
    { id: 'a', variantId: '1-a', productId: '1', quantity: 5, reserved: 2, location: 'main' },
    { id: 'b', variantId: '1-a', productId: '1', quantity: 4, location: 'outlet' },
    { id: 'c', productId: '2', quantity: 1.5, location: 'main' },
    { id: 'd', variantId: '1-b', quantity: 7 },
  ])
  const stockOf = async (feed: Feed) => {
    await readStocks(shop.store, feed, signal)
    return Object.fromEntries((await rowsOf(shop, feed)).map(({ id, stock }) => [id, stock]))
  }
  expect(await stockOf(plainFeed({ locations: ['main'] }))).toStrictEqual({
    '1-a': 3,
    '1-b': 0,
    '2': 1.5,
    '3': 0,
  })
  expect(await stockOf(plainFeed({ locations: [] }))).toMatchObject({ '1-a': 7, '1-b': 7 })
  expect(await stockOf(plainFeed({ locations: [], rows: 'product' }))).toStrictEqual({
    '1': 14,
    '2': 1.5,
    '3': 0,
  })
})

test('units sold are those of the product in the days that count, less what came back', async () => {
  const shop = await jackets()
  const line = { customer: 'c', at: 0, name: null, back: 0 }
  await shop.store.write((dialect, org) =>
    replaceSegmentValues(dialect, org, ['c'], {
      customers: [],
      orders: [],
      events: [],
      lines: [
        { ...line, order_id: 'o1', product: 'shop:1', day: 100, units: 3000 },
        { ...line, order_id: 'o2', product: 'shop:1', day: 99, units: 9000 },
        { ...line, order_id: 'o3', product: 'shop:2', day: 101, units: 2000, back: 500 },
      ],
    }),
  )
  const sold = (await rowsOf(shop, plainFeed(), 100)).map(({ id, unitsSold }) => [id, unitsSold])
  expect(Object.fromEntries(sold)).toStrictEqual({ '1-a': 3, '1-b': 3, '2': 1.5, '3': 0 })
})

test('more rows than a page are all read, in the order of their keys', async () => {
  const shop = await feedShop()
  const many = Array.from({ length: 1203 }, (_each, index) => sound(`${index}`))
  await shop.put('product', many)
  const keys: string[] = []
  for await (const { goods } of readGoods(shop.store, plainFeed(), { signal, soldSince: 0 }))
    keys.push(...goods.map(({ itemKey }) => itemKey))
  expect(keys).toHaveLength(1203)
  expect(keys).toStrictEqual(keys.toSorted())
})
