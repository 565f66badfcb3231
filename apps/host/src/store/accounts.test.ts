import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { keepClockOffset, openStore, readAccount, writeAccount, type Store } from './index.ts'

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

const known = {
  fingerprint: 'f1',
  account: { timeZone: 'Europe/Stockholm', name: 'Nordlys' },
  clockOffsetMs: 0,
  checkedAt: 1000,
}
const read = () => store.read((dialect, org) => readAccount(dialect, org, 'shop'))

test('an account is read as it was written, and one that was never checked is unknown', async () => {
  expect(await read()).toBeUndefined()
  await store.write((dialect, org) => writeAccount(dialect, org, 'shop', known))
  expect(await read()).toStrictEqual(known)
})

test('what was learnt of the clock is kept, and nothing else changes', async () => {
  await store.write((dialect, org) => writeAccount(dialect, org, 'shop', known))
  await store.write((dialect, org) => keepClockOffset(dialect, org, 'shop', -4000))
  expect(await read()).toStrictEqual({ ...known, clockOffsetMs: -4000 })
})
