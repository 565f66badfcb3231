import { afterEach, beforeEach, expect, test } from 'vitest'
import { changesAfter, openStore, readHead, rowsById, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { personIdOf } from '../identity/member.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { forgetDecisions, mergePersons } from './decide.ts'
import { followCustomers } from './follow.ts'

const { signal } = new AbortController()
const staff = { by: { kind: 'command' } as const, now: () => 9 }
const ida = personIdOf('customer/shop:1')
const till = personIdOf('customer/till:9')

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

const follow = () => followCustomers(store, { signal, now: () => 5 })

function customer(id: string, fields: Readonly<Record<string, string>>) {
  const connection = id.split(':')[0] ?? ''
  return { entity: 'customer', id, row: { connection, ...fields } }
}

const gone = (id: string) => ({ entity: 'customer', id, row: undefined })
const seq = async () => (await store.read((dialect, org) => readHead(dialect, org))).seq

/** What the log says of profiles after a number. */
async function said(after: number) {
  const changes = await store.read(function* (dialect, org) {
    const live = yield* changesAfter(dialect, org, 'live', after, 100)
    return [...live, ...(yield* changesAfter(dialect, org, 'bulk', after, 100))]
  })
  return changes.flatMap(({ entity, id, op }) => (entity === 'profile' ? [[op, id]] : []))
}

test('a new person is a change, with the row that deliveries read', async () => {
  await writeRows(store, [
    customer('shop:1', {
      email: 'Ida@example.com',
      firstName: 'Ida',
      createdAt: '2026-01-01T00:00:00.000Z',
    }),
    customer('till:9', { email: 'ida@example.com', createdAt: '2026-01-02T00:00:00.000Z' }),
  ])
  await follow()
  expect(await said(0)).toStrictEqual([['upsert', ida]])
  const rows = await store.read((dialect, org) => rowsById(dialect, org, 'profile', [ida]))
  expect(JSON.parse(rows.get(ida)?.data ?? '')).toStrictEqual({
    id: ida,
    connection: 'cartograph',
    email: 'ida@example.com',
    firstName: 'Ida',
    customerIds: ['shop:1', 'till:9'],
    connections: ['shop', 'till'],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-02T00:00:00.000Z',
  })
})

test('a profile that stays as it was is no change', async () => {
  await writeRows(store, [customer('shop:1', { email: 'ida@example.com' })])
  await follow()
  const before = await seq()
  await writeRows(store, [customer('shop:1', { email: 'ida@example.com', storeId: 'shop:1' })])
  await follow()
  expect(await said(before)).toStrictEqual([])
})

test('who is merged away goes, and comes back when that is undone', async () => {
  await writeRows(store, [
    customer('shop:1', { email: 'ida@example.com', createdAt: '2026-01-01T00:00:00.000Z' }),
    customer('till:9', { email: 'other@example.com', createdAt: '2026-01-02T00:00:00.000Z' }),
  ])
  await follow()
  const before = await seq()
  await mergePersons(store, [ida, till], staff)
  expect(new Set(await said(before))).toStrictEqual(
    new Set([
      ['upsert', ida],
      ['delete', till],
    ]),
  )
  const merged = await seq()
  await forgetDecisions(store, ida, staff)
  expect(new Set(await said(merged))).toStrictEqual(
    new Set([
      ['upsert', ida],
      ['upsert', till],
    ]),
  )
})

test('a person without a record any more goes, and nothing of them stays in the row', async () => {
  await writeRows(store, [customer('shop:1', { email: 'ida@example.com' })])
  await follow()
  const before = await seq()
  await writeRows(store, [gone('shop:1')])
  await follow()
  expect(await said(before)).toStrictEqual([['delete', ida]])
  const rows = await store.read((dialect, org) => rowsById(dialect, org, 'profile', [ida]))
  expect(rows.get(ida)).toStrictEqual({ id: ida, data: '{}', hash: '', deleted: true })
})
