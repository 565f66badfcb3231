import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { openStore, type Store } from './store.ts'
import { surfaceCalls, writeSurfaceCalls } from './surface-calls.ts'

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

const till = { connection: 'till', surface: 'till' }
const call = { route: 'GET /contacts', status: 200, durationMs: 12, caller: 'path' }
const write = (surface: string, ...at: readonly number[]) =>
  store.write((dialect, org) =>
    writeSurfaceCalls(
      dialect,
      org,
      { ...till, surface },
      at.map((each) => ({
        id: `c${each}`,
        at: each,
        route: 'GET /contacts',
        status: 200,
        durationMs: 12,
        caller: 'path',
      })),
      2,
    ),
  )
const instants = async (surface: string) => {
  const calls = await store.read((dialect, org) =>
    surfaceCalls(dialect, org, { ...till, surface }, 10),
  )
  return calls.map(({ at }) => at)
}

test('the last calls of a surface are kept, the newest first, and older ones go', async () => {
  await write('till', 1, 2)
  await write('customers', 1)
  await write('till', 3)
  expect([await instants('till'), await instants('customers')]).toStrictEqual([[3, 2], [1]])
})

test('a call is kept as it was', async () => {
  await write('till', 5)
  expect(await store.read((dialect, org) => surfaceCalls(dialect, org, till, 1))).toStrictEqual([
    { ...call, id: 'c5', at: 5 },
  ])
})
