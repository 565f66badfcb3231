import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultCustomers, type CustomerNode, type CustomerSettings } from '../../config/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { followCustomers } from '../persons/follow.ts'
import { writeRows, type WrittenRow } from '../testing/commerce-rows.ts'
import { personsAtNode, searchAtNode } from './persons-at-node.ts'

const nodes: readonly CustomerNode[] = [
  { kind: 'entry', id: 'denmark', name: 'denmark', connections: ['shop'] },
  { kind: 'entry', id: 'sweden', name: 'sweden', connections: ['butik'] },
  { kind: 'view', id: 'nordic', name: 'nordic', of: ['denmark', 'sweden'], priority: 'order' },
]
const settings: CustomerSettings = {
  ...defaultCustomers,
  nodes: new Map(nodes.map((node) => [node.id, node])),
}
const { signal } = new AbortController()

let where: StorePlace
let store: Store
beforeAll(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await writeRows(store, [
    customer('shop:1', { email: 'ida@example.com', firstName: 'Ida', lastName: 'Holm' }),
    customer('butik:1', { email: 'ida@example.com', firstName: 'Ida', lastName: 'Bergström' }),
    customer('butik:2', { email: 'per@example.com', firstName: 'Per' }),
  ])
  await followCustomers(store, { settings, signal })
})
afterAll(async () => {
  await store.close()
  await where.remove()
})

function customer(id: string, row: Readonly<Record<string, string>>): WrittenRow {
  return { entity: 'customer', id, row: { connection: id.split(':')[0] ?? '', ...row } }
}

async function found(node: string, query: string): Promise<readonly (readonly string[])[]> {
  const scene = { node, settings, limit: 10 }
  const { persons } = await store.read((dialect, org) => searchAtNode(dialect, org, query, scene))
  return persons.map(({ members }) => members)
}

function listed(node: string, limit: number) {
  const scene = { node, settings, limit }
  return store.read((dialect, org) => personsAtNode(dialect, org, '', scene))
}

test.each([
  ['denmark', 'ida holm', [['customer/shop:1']]],
  ['denmark', 'hlom', [['customer/shop:1']]],
  ['denmark', 'bergstrom', []],
  ['denmark', 'per', []],
  ['sweden', 'ida bergstr', [['customer/butik:1']]],
  ['sweden', 'per@example.com', [['customer/butik:2']]],
  ['nordic', 'ida bergstrom', [['customer/butik:1', 'customer/shop:1']]],
])('at %s, %s finds what its own connections know', async (node, query, expected) => {
  expect(await found(node, query)).toStrictEqual(expected)
})

test('a node lists those of whom it has a record', async () => {
  expect((await listed('denmark', 10)).persons).toHaveLength(1)
  expect((await listed('sweden', 10)).persons).toHaveLength(2)
  const { persons, isCut } = await listed('nordic', 1)
  expect([persons.length, isCut]).toStrictEqual([1, true])
})
