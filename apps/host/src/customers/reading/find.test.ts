import { faultOf, type Find, type JsonObject } from '@cartograph/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultCustomers, type CustomerNode, type CustomerSettings } from '../../config/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { personIdOf } from '../identity/member.ts'
import { followCustomers } from '../persons/follow.ts'
import { writeRows, type WrittenRow } from '../testing/commerce-rows.ts'
import { openFind, type LookUp } from './find.ts'

const nodes: readonly CustomerNode[] = [
  { kind: 'entry', id: 'web', name: 'web', connections: ['shop'] },
  { kind: 'entry', id: 'shops', name: 'shops', connections: ['till'] },
]
const settings: CustomerSettings = {
  ...defaultCustomers,
  identity: {
    ...defaultCustomers.identity,
    identifiers: [{ namespace: 'card', entity: 'customer', path: ['extra', 'card'] }],
  },
  nodes: new Map(nodes.map((node) => [node.id, node])),
}
const ida = personIdOf('customer/shop:1')
const { signal } = new AbortController()

let where: StorePlace
let store: Store
beforeAll(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await writeRows(store, [
    row('store', 'till:s', { connection: 'till', country: 'DK' }),
    row('customer', 'shop:1', {
      connection: 'shop',
      email: 'ida@example.com',
      firstName: 'Ida',
      createdAt: day(1),
      updatedAt: day(1),
      consents: [{ channel: 'email', state: 'granted', at: day(2) }],
    }),
    row('customer', 'till:9', {
      connection: 'till',
      email: 'ida@example.com',
      phone: '20 12 34 56',
      firstName: 'Ida Marie',
      storeId: 'till:s',
      extra: { card: 'A1' },
      createdAt: day(3),
      updatedAt: day(3),
    }),
    order('shop:o1', { customerId: 'shop:1', placedAt: day(4) }),
    order('till:o2', { customerId: 'till:9', placedAt: day(6) }),
    order('shop:o3', { email: 'ida@example.com', placedAt: day(5) }),
    order('shop:o4', { email: 'per@example.com', placedAt: day(5) }),
  ])
  await followCustomers(store, { settings, signal })
})
afterAll(async () => {
  await store.close()
  await where.remove()
})

function row(entity: string, id: string, fields: JsonObject): WrittenRow {
  return { entity, id, row: fields }
}

function order(id: string, fields: JsonObject): WrittenRow {
  return row('order', id, { connection: id.split(':')[0] ?? '', ...fields })
}

function day(number: number): string {
  return `2026-01-0${number}T00:00:00.000Z`
}

function finding(seen: readonly string[] = [], told: LookUp[] = []): Find {
  return openFind(store, { settings, nodes: seen, onLookUp: (lookUp) => told.push(lookUp) })
}

async function idsOf(rows: Promise<readonly JsonObject[]>): Promise<readonly unknown[]> {
  return (await rows).map(({ id }) => id)
}

test('a person is one row, with the chosen values and what counts of the consents', async () => {
  expect(await finding()('person', { email: ' IDA@example.com' })).toStrictEqual([
    {
      id: ida,
      email: 'ida@example.com',
      phone: '+4520123456',
      firstName: 'Ida Marie',
      createdAt: day(1),
      consents: [{ channel: 'email', purpose: 'marketing', state: 'granted', at: day(2) }],
      records: ['customer/shop:1', 'customer/till:9', expect.stringMatching(/^contact\/shop:/u)],
    },
  ])
})

test.each([
  ['id', ida],
  ['id', personIdOf('customer/till:9')],
  ['phone', '20123456'],
  ['phone', '+45 20 12 34 56'],
  ['card', 'a1'],
  ['customerId', 'till:9'],
])('a person is found by %s %s', async (field, value) => {
  expect(await idsOf(finding()('person', { [field]: value }))).toStrictEqual([ida])
})

test('who is not there is not found, and neither is half an address', async () => {
  expect(await finding()('person', { email: 'ida@example.co' })).toStrictEqual([])
  expect(await finding()('person', { email: 'ida' })).toStrictEqual([])
})

test('orders of a person come from all connections, the newest first', async () => {
  const orders = finding()
  expect(await idsOf(orders('order', { personId: ida }, { orderBy: '-placedAt' }))).toStrictEqual([
    'till:o2',
    'shop:o3',
    'shop:o1',
  ])
  expect(await idsOf(orders('order', { personId: ida }, { limit: 1 }))).toStrictEqual(['till:o2'])
  expect(
    await idsOf(orders('order', { personId: ida }, { before: day(5), limit: 5 })),
  ).toStrictEqual(['shop:o1'])
  expect(await idsOf(orders('order', { customerId: 'shop:1' }))).toStrictEqual(['shop:o1'])
})

test('a node sees its own records of a person, their values and their rows alone', async () => {
  const web = finding(['web'])
  expect(await web('person', { email: 'ida@example.com' })).toMatchObject([
    { id: ida, firstName: 'Ida' },
  ])
  expect((await web('person', { id: ida }))[0]).not.toHaveProperty('phone')
  expect(await idsOf(web('order', { personId: ida }))).toStrictEqual(['shop:o3', 'shop:o1'])
  expect(await web('order', { id: 'till:o2' })).toStrictEqual([])
  expect(await idsOf(finding(['web', 'shops'])('order', { personId: ida }))).toHaveLength(3)
})

test('what another node alone knows finds nobody', async () => {
  const shops = finding(['shops'])
  expect(await shops('person', { email: 'per@example.com' })).toStrictEqual([])
  expect(await finding(['web'])('person', { card: 'A1' })).toStrictEqual([])
})

test('every look-up is told, without what was asked for', async () => {
  const told: LookUp[] = []
  await finding([], told)('person', { email: 'ida@example.com' })
  expect(told).toStrictEqual([{ entity: 'person', by: ['email'], found: 1 }])
})

test.each([
  ['person', { shoeSize: '42' }, {}, 'person cannot be looked up by shoeSize'],
  ['basket', { id: '1' }, {}, 'There is no entity basket'],
  ['order', { id: '1', email: 'a' }, {}, 'names one field; id, email were named'],
  ['order', { personId: ida }, { orderBy: 'total' }, 'not by total'],
  ['order', { personId: ida }, { before: 'yesterday' }, '`before` is an instant'],
])('a look-up of %s by %j with %j is refused', async (entity, by, paging, message) => {
  const refused = await finding()(entity, by, paging).then(
    () => '',
    (error: unknown) => faultOf(error).message,
  )
  expect(refused).toContain(message)
})

test('nobody is told that somebody is not there while persons are computed anew', async () => {
  const other = await newStorePlace()
  const fresh = await openStore({ store: other.address, organisation: 'nordlys' })
  await writeRows(fresh, [row('customer', 'shop:1', { email: 'ida@example.com' })])
  const find = openFind(fresh, { nodes: [], onLookUp: () => {} })
  const refused = await find('customer', { email: 'ida@example.com' }).then(
    () => '',
    (error: unknown) => faultOf(error),
  )
  expect(refused).toMatchObject({ kind: 'transient', retryAfterMs: 30_000 })
  expect(await idsOf(find('customer', { id: 'shop:1' }))).toStrictEqual(['shop:1'])
  await fresh.close()
  await other.remove()
})
