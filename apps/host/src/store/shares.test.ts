import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { portalLogo, portalsWithLogo, removePortalLogo, writePortalLogo } from './portal-logos.ts'
import {
  addShare,
  countOpening,
  goodShare,
  listShares,
  rehashShare,
  removeShare,
  type StoredShare,
} from './shares.ts'
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

const share: StoredShare = {
  id: 'overview-1',
  hash: 'first',
  section: 'dashboards',
  target: 'overview',
  settings: '{}',
  choices: '[]',
  origins: '[]',
  password: null,
  expires_at: null,
  made_at: 1,
  made_by: 'ida',
  opened_at: null,
  opens: 0,
}

const add = (changes: Partial<StoredShare> = {}) =>
  store.write((dialect, org) => addShare(dialect, org, { ...share, ...changes }))
const good = (hash: string, now = 5) =>
  store.read((dialect, org) => goodShare(dialect, org, hash, now))
const end = () => store.write((dialect, org) => removeShare(dialect, org, 'overview-1'))

test('a link is found by the hash of its token, as long as its time is not over', async () => {
  await add({ expires_at: 10 })
  expect(await good('first', 9)).toStrictEqual({ ...share, expires_at: 10 })
  expect([await good('first', 10), await good('other', 9)]).toStrictEqual([undefined, undefined])
})

test('with another token the one before leads nowhere', async () => {
  await add()
  const changed = await store.write((dialect, org) =>
    rehashShare(dialect, org, 'overview-1', 'second'),
  )
  expect([changed, await good('first'), (await good('second'))?.id]).toStrictEqual([
    true,
    undefined,
    'overview-1',
  ])
})

test('a link that is ended leads nowhere, and is ended once', async () => {
  await add()
  expect([await end(), await end(), await good('first')]).toStrictEqual([true, false, undefined])
})

test('it is counted how often a link was opened, and when last', async () => {
  await add()
  await store.write((dialect, org) => countOpening(dialect, org, 'overview-1', 7))
  await store.write((dialect, org) => countOpening(dialect, org, 'overview-1', 9))
  const found = await good('first')
  expect([found?.opens, found?.opened_at]).toStrictEqual([2, 9])
})

test('links are told the newest first, and to their own organisation alone', async () => {
  await add()
  await add({ id: 'overview-2', hash: 'second', made_at: 2 })
  const listed = await store.read((dialect, org) => listShares(dialect, org))
  expect(listed.map(({ id }) => id)).toStrictEqual(['overview-2', 'overview-1'])
  expect(await store.read((dialect) => listShares(dialect, 'other'))).toStrictEqual([])
  expect(await store.read((dialect) => goodShare(dialect, 'other', 'first', 5))).toBeUndefined()
})

test('a logo takes the place of the one before, and is gone once it is taken away', async () => {
  const write = (type: string) =>
    store.write((dialect, org) =>
      writePortalLogo(dialect, org, 'clients', { type, data: 'AA==', made_at: 1 }),
    )
  await write('image/png')
  await write('image/jpeg')
  const read = () => store.read((dialect, org) => portalLogo(dialect, org, 'clients'))
  expect((await read())?.type).toBe('image/jpeg')
  expect(await store.read((dialect, org) => portalsWithLogo(dialect, org))).toStrictEqual([
    'clients',
  ])
  const removed = () => store.write((dialect, org) => removePortalLogo(dialect, org, 'clients'))
  expect([await removed(), await removed(), await read()]).toStrictEqual([true, false, undefined])
})
