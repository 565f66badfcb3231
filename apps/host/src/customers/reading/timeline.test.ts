import type { JsonObject } from '@cartograph/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultCustomers, type CustomerNode, type CustomerSettings } from '../../config/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { personIdOf } from '../identity/member.ts'
import { followCustomers } from '../persons/follow.ts'
import { writeRows, type WrittenRow } from '../testing/commerce-rows.ts'
import { timelineOf, type TimelineOptions } from './timeline.ts'

const web: CustomerNode = { kind: 'entry', id: 'web', name: 'web', connections: ['shop'] }
const settings: CustomerSettings = { ...defaultCustomers, nodes: new Map([['web', web]]) }
const ida = personIdOf('customer/shop:1')
const email = 'ida@example.com'
const { signal } = new AbortController()

let where: StorePlace
let store: Store
beforeAll(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await writeRows(store, [
    row('customer', 'shop:1', { email, createdAt: day(1) }),
    row('customer', 'till:9', { email, createdAt: day(2) }),
    row('order', 'shop:o1', { customerId: 'shop:1', placedAt: day(3) }),
    row('cart', 'shop:c1', { customerId: 'shop:1', createdAt: day(4) }),
    row('order', 'till:o2', { customerId: 'till:9', placedAt: day(5) }),
    row('event', 'mail:e1', { email, type: 'email.opened', at: day(6) }),
    row('event', 'mail:e2', { email: 'per@example.com', type: 'email.opened', at: day(6) }),
  ])
  await followCustomers(store, { settings, signal })
})
afterAll(async () => {
  await store.close()
  await where.remove()
})

function row(entity: string, id: string, fields: JsonObject): WrittenRow {
  return { entity, id, row: { connection: id.split(':')[0] ?? '', ...fields } }
}

function day(number: number): string {
  return `2026-01-0${number}T00:00:00.000Z`
}

async function ids(
  options: Partial<TimelineOptions> = {},
): Promise<readonly unknown[] | undefined> {
  const moments = await store.read((dialect, org) =>
    timelineOf(dialect, org, ida, { limit: 10, settings, ...options }),
  )
  return moments?.map(({ row: { id } }) => id)
}

test('everything that a person did is in one line, over all connections, the newest first', async () => {
  expect(await ids()).toStrictEqual(['mail:e1', 'till:o2', 'shop:c1', 'shop:o1'])
})

test('it goes on before an instant', async () => {
  expect(await ids({ limit: 2 })).toStrictEqual(['mail:e1', 'till:o2'])
  expect(await ids({ before: Date.parse(day(5)) })).toStrictEqual(['shop:c1', 'shop:o1'])
})

test('a node sees what its own connections know', async () => {
  expect(await ids({ node: 'web' })).toStrictEqual(['shop:c1', 'shop:o1'])
})

test('who is nobody has none', async () => {
  const moments = await store.read((dialect, org) =>
    timelineOf(dialect, org, 'nobody', { limit: 10 }),
  )
  expect(moments).toBeUndefined()
})
