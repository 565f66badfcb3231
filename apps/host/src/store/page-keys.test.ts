import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { addPageKey, pageKeys, presentPageKey, revokeOtherPageKeys } from './page-keys.ts'
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

const present = () => store.write((dialect, org) => presentPageKey(dialect, org, 1))
const ids = async () =>
  (await store.read((dialect, org) => pageKeys(dialect, org))).map(({ id }) => id)

test('the first key is made once, however many ask for it', async () => {
  const [first, second] = await Promise.all([present(), present()])
  expect(second).toStrictEqual(first)
  expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32)
})

test('another key signs from now on, and those before stay good until they are revoked', async () => {
  const first = await present()
  const second = await store.write((dialect, org) => addPageKey(dialect, org, 2))
  expect((await present()).id).toBe(second.id)
  expect(await ids()).toStrictEqual([second.id, first.id])
  await store.write((dialect, org) => revokeOtherPageKeys(dialect, org, second.id, 3))
  expect(await ids()).toStrictEqual([second.id])
})

test('another organisation has keys of its own', async () => {
  await present()
  const others = await store.read((dialect) => pageKeys(dialect, 'other'))
  expect(others).toStrictEqual([])
})
