import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDatabase, type StorePlace } from '../testing/test-stores.ts'
import { openStore, readConsumer, takeFollower, type Store } from './index.ts'

let where: StorePlace
let store: Store
beforeAll(async () => {
  where = await newDatabase()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterAll(async () => {
  await store.close()
  await where.remove()
})

test('of those who begin the same at once each has a fence of its own, and the last one is in charge', async () => {
  const taken = await Promise.all(
    Array.from({ length: 8 }, () =>
      store.write((dialect, org) => takeFollower(dialect, org, 'figures', '1', 1000)),
    ),
  )
  expect(taken.map(({ fence }) => fence).toSorted((a, b) => a - b)).toStrictEqual([
    1, 2, 3, 4, 5, 6, 7, 8,
  ])
  expect(taken.filter(({ rebuilt }) => rebuilt)).toHaveLength(1)
  const known = await store.read((dialect, org) => readConsumer(dialect, org, 'figures'))
  expect(known?.fence).toBe(8)
})
