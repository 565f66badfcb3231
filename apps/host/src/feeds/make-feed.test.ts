import { expect, test } from 'vitest'
import { countPieces, feedRuns, readServed } from '../store/index.ts'
import { shelves, sound } from './testing/catalogue-package.ts'
import { feedShop, plainFeed } from './testing/feed-shop.ts'
import { feedPlace } from './feed-place.ts'

const many = (count: number) => Array.from({ length: count }, (_each, index) => sound(`${index}`))

test('nothing is done where no product changed, and the same products are the same bytes', async () => {
  const shop = await feedShop()
  const feed = plainFeed()
  await shop.put('category', shelves)
  await shop.put('product', many(3))
  const made = await shop.make(feed)
  expect(made).toMatchObject({ state: 'made', read: 3, items: 3, vanished: 0 })
  expect(await shop.make(feed)).toBeUndefined()
  await shop.put('product', [sound('0', { updatedAt: '2026-11-26T00:00:00.000Z' })])
  expect(await shop.make(feed)).toMatchObject({ state: 'same', version: made?.version })
  expect(await shop.make(feed, { isAsked: true })).toMatchObject({ state: 'same' })
})

test('another product, price or setting is another document', async () => {
  const shop = await feedShop()
  const feed = plainFeed()
  await shop.put('product', many(2))
  const versions = [(await shop.make(feed))?.version]
  await shop.put('product', [sound('1', { price: 100 })])
  versions.push((await shop.make(feed))?.version)
  versions.push((await shop.make({ ...feed, form: 'csv' }))?.version)
  expect(new Set(versions).size).toBe(3)
})

test('a name that is changed above a product changes its path', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ fields: { id: '$.id', path: '$.category.path' } })
  await shop.put('category', shelves)
  await shop.put('product', many(1))
  await shop.make(feed)
  expect(JSON.parse(await shop.text(feed))).toStrictEqual([{ id: '0', path: 'Clothes > Jackets' }])
  await shop.put('category', [{ id: '10', name: 'Wear' }])
  await shop.make(feed)
  expect(JSON.parse(await shop.text(feed))).toStrictEqual([{ id: '0', path: 'Wear > Jackets' }])
})

test('where more than the share vanishes, what is served stays until somebody allows it', async () => {
  const shop = await feedShop()
  const feed = plainFeed()
  await shop.put('product', many(10))
  await shop.make(feed)
  await shop.remove('product', ['shop:0', 'shop:1', 'shop:2'])
  expect(await shop.make(feed)).toMatchObject({ state: 'held', held: { vanished: 3, of: 10 } })
  expect(JSON.parse(await shop.text(feed))).toHaveLength(10)
  // It waits for a word, not for the next hour.
  expect(await shop.make(feed)).toBeUndefined()
  expect(await shop.allow(feed)).toBe(true)
  expect(await shop.make(feed)).toMatchObject({ state: 'made', items: 7 })
  expect(await shop.allow(feed)).toBe(false)
})

test('as many as the share may vanish, whatever comes in their place', async () => {
  const shop = await feedShop()
  const feed = plainFeed()
  await shop.put('product', many(10))
  await shop.make(feed)
  await shop.remove('product', ['shop:0', 'shop:1'])
  await shop.put('product', [sound('20'), sound('21')])
  expect(await shop.make(feed)).toMatchObject({ state: 'made', vanished: 2, items: 10 })
})

test('a feed that would become empty is held, however large its share is', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ drop: 1 })
  await shop.put('product', many(2))
  await shop.make(feed)
  await shop.remove('product', ['shop:0', 'shop:1'])
  expect(await shop.make(feed)).toMatchObject({ state: 'held', held: { vanished: 2, of: 2 } })
})

test('products that become wrong count as vanished', async () => {
  const shop = await feedShop()
  const feed = plainFeed()
  await shop.put('product', many(4))
  await shop.make(feed)
  await shop.put('product', [sound('0', { price: null }), sound('1', { price: null })])
  expect(await shop.make(feed)).toMatchObject({ state: 'held', invalid: 2, held: { vanished: 2 } })
})

test('an empty shop has no document', async () => {
  const shop = await feedShop()
  expect(await shop.make(plainFeed())).toMatchObject({
    state: 'waiting',
    notes: ['Its first version is made once there is a product in it.'],
  })
})

test('each run is kept with its report, and says how it was before', async () => {
  const shop = await feedShop()
  const feed = plainFeed()
  await shop.put('product', [sound('1'), sound('2', { url: null })])
  await shop.make(feed)
  await shop.put('product', [sound('2')])
  const report = await shop.make(feed)
  expect(report?.before).toStrictEqual({
    items: 1,
    problems: [
      { field: 'url', rule: 'required', severity: 'error', count: 1 },
      { field: 'category', rule: 'required', severity: 'warning', count: 2 },
    ],
  })
  const runs = await shop.store.read((dialect, org) => feedRuns(dialect, org, 'dk', 10))
  expect(runs.map(({ state }) => state)).toStrictEqual(['made', 'made'])
})

test('a mapping that fails for a row leaves it out and says why', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ fields: { id: '$.id', weight: { $integer: '$.attributes.weight' } } })
  await shop.put('product', [
    sound('1', { attributes: { weight: '5' } }),
    sound('2', { attributes: { weight: 'heavy' } }),
  ])
  expect(await shop.make(feed)).toMatchObject({
    state: 'made',
    items: 1,
    invalid: 1,
    problems: [{ field: 'weight', rule: 'mapping', severity: 'error', count: 1 }],
  })
})

test('rows with errors stay where the feed says so', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ invalid: 'keep' })
  await shop.put('product', [sound('1'), sound('2', { price: null })])
  expect(await shop.make(feed)).toMatchObject({ items: 2, invalid: 0 })
})

test('units sold count in the days of the feed, and another day makes it anew', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ fields: { id: '$.id', sold: '$.unitsSold' } })
  await shop.put('product', many(1))
  expect(await shop.make(feed)).toMatchObject({ state: 'made' })
  expect(await shop.make(feed)).toBeUndefined()
  shop.at += 86_400_000
  expect(await shop.make(feed)).toMatchObject({ state: 'same' })
})

test('a run whose encoder fails says so, and what is served stays', async () => {
  const shop = await feedShop()
  const feed = plainFeed()
  await shop.put('product', many(1))
  await shop.make(feed)
  await shop.put('product', [sound('0', { price: 5 })])
  const broken = { ...feed, mapping: { ...feed.mapping, fields: { id: { $nothing: 1 } } } }
  expect(await shop.make(broken)).toMatchObject({ state: 'failed', fault: { kind: 'config' } })
  const served = await shop.store.read((dialect, org) => readServed(dialect, org, feedPlace(feed)))
  expect(served?.version?.items).toBe(1)
})

const rates = () => '0.134'

test('a run that is stopped in the middle leaves what is served, and the next one makes it', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ market: { otherLanguages: 'show', currency: 'EUR' } })
  await shop.put('product', many(1200))
  await shop.make(feed, { rates })
  const pieces = () => shop.store.read((dialect, org) => countPieces(dialect, org, feedPlace(feed)))
  const [text, before] = [await shop.text(feed), await pieces()]
  await shop.put('product', [sound('0', { price: 5 })])
  const stopping = new AbortController()
  const stopped = shop.make(feed, {
    signal: stopping.signal,
    rates: () => {
      stopping.abort()
      return '0.134'
    },
  })
  await expect(stopped).rejects.toThrow('aborted')
  expect(await shop.text(feed)).toBe(text)
  expect(await shop.make(feed, { rates })).toMatchObject({ state: 'made', items: 1200 })
  // Two versions, and nothing of the one that was never shown.
  expect(await pieces()).toBe(before * 2)
})

test('products whose currency has no rate are left out, and the report says which rate is missing', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ market: { otherLanguages: 'show', currency: 'SEK' } })
  await shop.put('product', [sound('1'), sound('2', { currency: 'SEK' })])
  const report = await shop.make(feed)
  expect(report).toMatchObject({ state: 'made', items: 1, invalid: 1 })
  expect(report?.problems.map(({ field, rule, count }) => [field, rule, count])).toContainEqual([
    'price',
    'rate',
    1,
  ])
})

test('names with HTML and characters that nobody sees are plain in the document', async () => {
  const shop = await feedShop()
  const feed = plainFeed({ form: 'xml', fields: { id: '$.id', name: '$.name' } })
  await shop.put('product', [sound('1', { name: '<b>Warm</b>\u0000 &amp; \u0007light ]]>' })])
  await shop.make(feed)
  expect(await shop.text(feed)).toContain('<name>Warm &amp; light ]]&gt;</name>')
})
