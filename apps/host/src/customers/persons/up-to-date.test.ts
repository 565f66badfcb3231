import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, readConsumer, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { followCustomers } from './follow.ts'
import { consumerId } from './follow-page.ts'
import { personsAfter } from './person.ts'
import { bringUpToDate } from './up-to-date.ts'

const { signal } = new AbortController()
const customer = (id: string) => ({
  entity: 'customer',
  id,
  row: { connection: 'shop', createdAt: '2026-01-01T00:00:00.000Z', email: `${id}@example.com` },
})

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

const fence = async () => {
  const consumer = await store.read((dialect, org) => readConsumer(dialect, org, consumerId))
  return consumer?.fence
}
const known = async () => {
  const persons = await store.read((dialect, org) => personsAfter(dialect, org, '', 10))
  return persons.length
}

test('what nobody has looked at yet is looked at', async () => {
  await writeRows(store, [customer('shop:1'), customer('shop:2')])
  await bringUpToDate(store, { signal })
  expect(await known()).toBe(2)
})

test('whoever follows the log keeps it', async () => {
  await writeRows(store, [customer('shop:1')])
  await followCustomers(store, { signal })
  const before = await fence()
  await writeRows(store, [customer('shop:2')])
  await bringUpToDate(store, { signal })
  expect([await known(), await fence()]).toStrictEqual([2, before])
})
