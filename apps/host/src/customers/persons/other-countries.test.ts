import type { JsonObject } from '@cartograph/core'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, readConsumer, rebuildConsumer, type Store } from '../../store/index.ts'
import { newStorePlace, usualStoreKind, type StorePlace } from '../../testing/test-stores.ts'
import { openFind } from '../reading/find.ts'
import { writeRows, type WrittenRow } from '../testing/commerce-rows.ts'
import { catchUpCustomers } from './catch-up.ts'
import { followCustomers } from './follow.ts'
import { consumerId, pageSize } from './follow-page.ts'
import { personsAfter } from './person.ts'

const { signal } = new AbortController()
const now = () => 5
const createdAt = '2026-01-01T00:00:00.000Z'

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

const row = (entity: string, id: string, fields: JsonObject): WrittenRow => ({
  entity,
  id,
  row: { connection: 'till', ...fields },
})
const customer = (id: string, fields: JsonObject) =>
  row('customer', id, { createdAt, updatedAt: createdAt, ...fields })
const shopIn = (country: string) => row('store', `till:${country}`, { country })
const persons = () => store.read((dialect, org) => personsAfter(dialect, org, '', 1000))
const found = async (by: JsonObject) => {
  const find = openFind(store, { nodes: [], onLookUp: () => {} })
  return (await find('customer', by)).map(({ id }) => id)
}

/** Stops the follower in the middle of the walk; gives back how far it has come. */
async function followHalfway(): Promise<string | undefined> {
  const stopping = new AbortController()
  let begun = 0
  const stopped = followCustomers(store, {
    signal: stopping.signal,
    now: () => {
      begun += 1
      if (begun === 7) stopping.abort(new Error('That is enough.'))
      return 5
    },
  })
  await expect(stopped).rejects.toThrow('That is enough.')
  const consumer = await store.read((dialect, org) => readConsumer(dialect, org, consumerId))
  return consumer?.backfillId
}

test('while a new store has everybody looked at again, everybody is found', async () => {
  const many = Array.from({ length: 3 * pageSize }, (_, index) =>
    customer(`till:${index}`, { email: `${index}@example.com` }),
  )
  await writeRows(store, many)
  await followCustomers(store, { signal, now })
  await writeRows(store, [shopIn('SE')])
  expect(await followHalfway()).toMatch(/^again customer\/till:/)
  await writeRows(store, [customer('till:new', { email: 'new@example.com' })])
  await catchUpCustomers(store, { now })
  expect([
    await found({ email: '0@example.com' }),
    await found({ email: `${3 * pageSize - 1}@example.com` }),
    await found({ email: 'new@example.com' }),
  ]).toStrictEqual([['till:0'], [`till:${3 * pageSize - 1}`], ['till:new']])
})

test('a number without a country is found by the country that a new store brings', async () => {
  await writeRows(store, [customer('till:1', { phone: '070-174 06 05' })])
  await followCustomers(store, { signal, now })
  const before = await found({ phone: '+46701740605' })
  await writeRows(store, [shopIn('SE')])
  await followCustomers(store, { signal, now })
  expect([before, await found({ phone: '+46701740605' })]).toStrictEqual([[], ['till:1']])
})

test('persons that are looked at again end as they would anew, whichever stores come and go', async () => {
  const stores = fc
    .tuple(fc.constantFrom('SE', 'DK', 'NO'), fc.boolean())
    .map(([country, isThere]) =>
      isThere ? shopIn(country) : { entity: 'store', id: `till:${country}`, row: undefined },
    )
  const customers = fc
    .record({
      id: fc.constantFrom('till:1', 'till:2', 'till:3', 'till:4'),
      phone: fc.constantFrom('70 17 40 60', '070-174 06 05', '+46701740605', '+4570174060'),
    })
    .map(({ id, phone }) => customer(id, { phone }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(stores, customers), { maxLength: 8 }),
      async (changes: readonly WrittenRow[]) => {
        for (const change of changes) {
          await writeRows(store, [change])
          await followCustomers(store, { signal, now })
        }
        const before = await persons()
        await store.write((dialect, org) => rebuildConsumer(dialect, org, consumerId, '', 0))
        await followCustomers(store, { signal, now })
        expect(before).toStrictEqual(await persons())
      },
    ),
    { numRuns: usualStoreKind() === 'postgres' ? 5 : 20 },
  )
})
