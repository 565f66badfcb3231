import { expect, onTestFinished, test } from 'vitest'
import { newStorePlace } from '../testing/test-stores.ts'
import { appendChanges, changesAfter, readHead, type Lane } from './changes.ts'
import { rowsById, writeCommerce } from './commerce.ts'
import { canGoOn, moveConsumer, readConsumer, rebuildConsumer } from './consumers.ts'
import { purgeDeleted } from './purge-deleted.ts'
import { openStore, type Store } from './store.ts'

const dayMs = 86_400_000
const now = 100 * dayMs
const wish = { before: now - 30 * dayMs, staleBefore: now - 30 * dayMs, limit: 500 }

async function emptyStore(): Promise<Store> {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  return store
}

function write(store: Store, ids: readonly string[], at: number, lane: Lane = 'live') {
  return store.write(function* (dialect, org) {
    const givers = ids.map((id) => ({
      before: [],
      after: [{ entity: 'order', id, data: '{}', hash: id }],
    }))
    yield* appendChanges(
      dialect,
      org,
      yield* writeCommerce(dialect, org, 'butik', givers, at),
      lane,
      at,
    )
  })
}

function remove(store: Store, ids: readonly string[], at: number, lane: Lane = 'live') {
  return store.write(function* (dialect, org) {
    const givers = ids.map((id) => ({ before: [`order/${id}`], after: [] }))
    yield* appendChanges(
      dialect,
      org,
      yield* writeCommerce(dialect, org, 'butik', givers, at),
      lane,
      at,
    )
  })
}

const purge = (store: Store, changed: Partial<typeof wish> = {}) =>
  store.write((dialect, org) => purgeDeleted(dialect, org, { ...wish, ...changed }))

const follow = (store: Store, id: string, at: number) =>
  store.write((dialect, org) => rebuildConsumer(dialect, org, id, '1', at))

const goesOn = (store: Store, id: string) =>
  store.read(function* (dialect, org) {
    return canGoOn(yield* readConsumer(dialect, org, id), yield* readHead(dialect, org))
  })

const move = (store: Store, id: string, to: { live?: number; bulk?: number }, at: number) =>
  store.write(function* (dialect, org) {
    const { fence = 0 } = (yield* readConsumer(dialect, org, id)) ?? {}
    return yield* moveConsumer(dialect, org, id, fence, to, at)
  })

async function left(store: Store): Promise<readonly string[]> {
  const rows = await store.read((dialect, org) =>
    rowsById(dialect, org, 'order', ['a', 'b', 'c', 'd']),
  )
  return [...rows.keys()].toSorted()
}

test('what was deleted long ago goes with its entry in the log, and what was deleted lately stays', async () => {
  const store = await emptyStore()
  await write(store, ['a', 'b', 'c'], dayMs)
  await remove(store, ['a'], 2 * dayMs)
  await remove(store, ['b'], now - dayMs)
  expect(await purge(store)).toBe(1)
  expect(await purge(store)).toBe(0)
  expect(await left(store)).toStrictEqual(['b', 'c'])
  const log = await store.read((dialect, org) => changesAfter(dialect, org, 'live', 0, 9))
  expect(log.map(({ id, op }) => [id, op])).toStrictEqual([
    ['c', 'upsert'],
    ['b', 'delete'],
  ])
  expect(await store.read(readHead)).toMatchObject({ purgedTo: 4, seq: 5 })
})

test('whoever follows and has not heard of it keeps it, and goes on where it was', async () => {
  const store = await emptyStore()
  await write(store, ['a', 'b'], dayMs)
  await follow(store, 'mails', now - dayMs)
  await remove(store, ['a'], 2 * dayMs)
  expect(await purge(store)).toBe(0)
  expect(await left(store)).toStrictEqual(['a', 'b'])
  await move(store, 'mails', { live: 3 }, now)
  expect(await purge(store)).toBe(1)
  expect(await goesOn(store, 'mails')).toBe(true)
})

test('whoever has read one lane and has nothing to read in the other missed nothing', async () => {
  const store = await emptyStore()
  await follow(store, 'mails', now - dayMs)
  await write(store, ['a', 'b'], dayMs)
  await remove(store, ['a'], 2 * dayMs)
  // Nothing was ever in its other lane, where it therefore still stands at the beginning.
  await move(store, 'mails', { live: 3 }, now)
  expect(await purge(store)).toBe(1)
  expect(await goesOn(store, 'mails')).toBe(true)
  expect(await store.read((dialect, org) => readConsumer(dialect, org, 'mails'))).toMatchObject({
    live: 3,
    bulk: 3,
  })
})

test('what waits in the lane of back-fills keeps what was deleted after it', async () => {
  const store = await emptyStore()
  await write(store, ['a'], dayMs)
  await follow(store, 'mails', now - dayMs)
  await write(store, ['b'], dayMs, 'bulk')
  await remove(store, ['a'], 2 * dayMs)
  await move(store, 'mails', { live: 3 }, now)
  expect(await purge(store)).toBe(0)
  await move(store, 'mails', { bulk: 2 }, now)
  expect(await purge(store)).toBe(1)
})

test('who was away for very long is waited for no longer, and sees that it missed something', async () => {
  const store = await emptyStore()
  await write(store, ['a'], dayMs)
  await follow(store, 'gone', 2 * dayMs)
  await follow(store, 'idle', 2 * dayMs)
  await remove(store, ['a'], 2 * dayMs)
  await move(store, 'idle', { live: 2 }, 2 * dayMs)
  expect(await purge(store)).toBe(1)
  expect(await goesOn(store, 'gone')).toBe(false)
  expect(await goesOn(store, 'idle')).toBe(true)
})

test('a row that came back is there, with its entry', async () => {
  const store = await emptyStore()
  await write(store, ['a'], dayMs)
  await remove(store, ['a'], 2 * dayMs)
  await write(store, ['a'], 3 * dayMs)
  expect(await purge(store)).toBe(0)
  expect(await left(store)).toStrictEqual(['a'])
  await remove(store, ['a'], 4 * dayMs)
  expect(await purge(store)).toBe(1)
  await write(store, ['a'], 5 * dayMs)
  expect(await left(store)).toStrictEqual(['a'])
  const log = await store.read((dialect, org) => changesAfter(dialect, org, 'live', 0, 9))
  expect(log.map(({ id, op }) => [id, op])).toStrictEqual([['a', 'upsert']])
})

test('another organisation keeps its own', async () => {
  const nordlys = await emptyStore()
  const sydlys = await nordlys.of('sydlys')
  for (const store of [nordlys, sydlys]) {
    await write(store, ['a'], dayMs)
    await remove(store, ['a'], 2 * dayMs)
  }
  expect(await purge(nordlys)).toBe(1)
  expect(await left(sydlys)).toStrictEqual(['a'])
  expect(await sydlys.read(readHead)).toMatchObject({ purgedTo: 0 })
})
