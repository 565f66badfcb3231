import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { appendChanges } from './changes.ts'
import { feedRuns, hasChangedSince, writeFeedRun, type FeedRun } from './feed-runs.ts'
import { dropFeedSent, feedGone, feedSent, writeFeedSent } from './feed-sent.ts'
import { clearFeedStocks, feedStocks, writeFeedStocks } from './feed-stocks.ts'
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

const ended: FeedRun = {
  id: 'a',
  startedAt: 1,
  endedAt: 2,
  state: 'made',
  seq: 7,
  madeWith: 'hash',
  report: '{}',
}
const write = (feed: string, id: string, endedAt: number) =>
  store.write((dialect, org) => writeFeedRun(dialect, org, feed, { ...ended, id, endedAt }, 2))
const idsOf = async (feed: string) =>
  (await store.read((dialect, org) => feedRuns(dialect, org, feed, 10))).map(({ id }) => id)

test('the last run is the first one, though the clock was set back, and old ones go', async () => {
  await write('dk', 'a', 20)
  await write('dk', 'b', 10)
  await write('se', 'x', 5)
  expect(await idsOf('dk')).toStrictEqual(['b', 'a'])
  await write('dk', 'c', 10)
  expect(await idsOf('dk')).toStrictEqual(['c', 'b'])
  expect(await idsOf('se')).toStrictEqual(['x'])
  const [run] = await store.read((dialect, org) => feedRuns(dialect, org, 'se', 1))
  expect(run).toStrictEqual({ ...ended, id: 'x', endedAt: 5 })
})

test('only a change of the entities that are asked for counts', async () => {
  await store.write((dialect, org) =>
    appendChanges(
      dialect,
      org,
      [
        { entity: 'product', id: 'shop:1', op: 'upsert' },
        { entity: 'order', id: 'shop:2', op: 'upsert' },
      ],
      'bulk',
      0,
    ),
  )
  const changed = (entities: readonly string[], seq: number) =>
    store.read((dialect, org) => hasChangedSince(dialect, org, entities, seq))
  expect(await changed(['product'], 0)).toBe(true)
  expect(await changed(['product'], 1)).toBe(false)
  expect(await changed(['product', 'order'], 1)).toBe(true)
})

test('stock is noted for a feed, and cleared for it alone', async () => {
  const stock = { thing: 'shop:1', level: 'shop:l', location: 'main', quantity: 1500 }
  await store.write(function* (dialect, org) {
    yield* writeFeedStocks(dialect, org, 'dk', [stock, { ...stock, level: 'shop:m', quantity: -1 }])
    yield* writeFeedStocks(dialect, org, 'se', [stock])
    yield* clearFeedStocks(dialect, org, 'se')
  })
  const stocks = (feed: string) =>
    store.read((dialect, org) => feedStocks(dialect, org, feed, ['shop:1', 'shop:2']))
  expect(
    (await stocks('dk')).toSorted((one, other) => other.quantity - one.quantity),
  ).toStrictEqual([stock, { ...stock, level: 'shop:m', quantity: -1 }])
  expect(await stocks('se')).toStrictEqual([])
})

test('what a run did not meet is gone', async () => {
  const put = (run: string, keys: readonly string[]) =>
    store.write((dialect, org) =>
      writeFeedSent(
        dialect,
        org,
        'dk',
        run,
        keys.map((key) => ({ key, hash: run })),
      ),
    )
  await put('first', ['a', 'b'])
  await put('second', ['b'])
  expect(
    await store.read((dialect, org) => feedGone(dialect, org, 'dk', 'second', 5)),
  ).toStrictEqual(['a'])
  await store.write((dialect, org) => dropFeedSent(dialect, org, 'dk', ['a']))
  const sent = await store.read((dialect, org) => feedSent(dialect, org, 'dk', ['a', 'b']))
  expect([...sent]).toStrictEqual([['b', 'second']])
})
