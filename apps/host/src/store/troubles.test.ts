import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { openStore, type Store } from './store.ts'
import {
  connectionTroubles,
  endConnectionTrouble,
  muteTroubles,
  troubleMutes,
  unmuteTroubles,
  writeConnectionTrouble,
} from './troubles.ts'

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

test('a trouble is kept from when it was seen first, with when it was told, until it ends', async () => {
  const seen = { connection: 'shop', since: 1000, toldAt: undefined }
  const told = { ...seen, toldAt: 2000 }
  await store.write((dialect, org) => writeConnectionTrouble(dialect, org, seen))
  const first = await store.read(connectionTroubles)
  await store.write((dialect, org) => writeConnectionTrouble(dialect, org, told))
  const second = await store.read(connectionTroubles)
  await store.write((dialect, org) => endConnectionTrouble(dialect, org, 'shop'))
  expect(
    [first, second, await store.read(connectionTroubles)].map((each) => Array.from(each)),
  ).toStrictEqual([[['shop', seen]], [['shop', told]], []])
})

test('who wants no mails is remembered until they want them again, however often they say so', async () => {
  await store.write((dialect, org) => muteTroubles(dialect, org, 'ida', 1000))
  await store.write((dialect, org) => muteTroubles(dialect, org, 'ida', 2000))
  const muted = await store.read(troubleMutes)
  await store.write((dialect, org) => unmuteTroubles(dialect, org, 'ida'))
  expect([[...muted], [...(await store.read(troubleMutes))]]).toStrictEqual([['ida'], []])
})

test('troubles of one organisation are not those of another in the same store', async () => {
  await store.write((dialect, org) =>
    writeConnectionTrouble(dialect, org, { connection: 'shop', since: 1000, toldAt: undefined }),
  )
  await store.write((dialect) => muteTroubles(dialect, 'sydlys', 'ida', 1000))
  const others = await store.read((dialect) => connectionTroubles(dialect, 'sydlys'))
  expect([others.size, (await store.read(troubleMutes)).size]).toStrictEqual([0, 0])
})
