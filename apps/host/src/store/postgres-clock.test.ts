import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newDatabase, type StorePlace } from '../testing/test-stores.ts'
import { openStore, storeInstant } from './index.ts'

let where: StorePlace
beforeEach(async () => {
  where = await newDatabase()
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await where.remove()
})

test('a machine whose clock is wrong goes by the clock of the server', async () => {
  vi.setSystemTime(Date.now() + 3_600_000)
  const store = await openStore({ store: where.address, organisation: 'nordlys' })
  const before = await store.read(storeInstant)
  const now = store.now()
  const after = await store.read(storeInstant)
  await store.close()
  const vagueMs = 2000
  expect(now).toBeGreaterThan(before - vagueMs)
  expect(now).toBeLessThan(after + vagueMs)
})

test('a clock of the machine that is set while it runs moves nothing', async () => {
  const store = await openStore({ store: where.address, organisation: 'nordlys' })
  const before = store.now()
  vi.setSystemTime(Date.now() - 86_400_000)
  const after = store.now()
  await store.close()
  expect(after).toBeGreaterThanOrEqual(before)
})
