import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { followCustomers } from '../persons/follow.ts'
import { personIdOf } from '../identity/member.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { searchPersons } from './search.ts'

const { signal } = new AbortController()
const people = {
  ida: { firstName: 'Ida', lastName: 'Holm', birthDate: '1980-02-29', tags: ['vip'] },
  idun: { firstName: 'Idun', lastName: 'Holmgaard', gender: 'female', phone: '+4520123456' },
  per: { firstName: 'Per', lastName: 'Hansen', email: 'per.hansen@example.com' },
  soren: { firstName: 'Søren', lastName: 'Møller', birthDate: '1980-05-05' },
} as const

let where: StorePlace
let store: Store
beforeAll(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await writeRows(
    store,
    Object.entries(people).map(([id, row]) => ({
      entity: 'customer',
      id: `shop:${id}`,
      row: { connection: 'shop', ...row },
    })),
  )
  await followCustomers(store, { signal })
})
afterAll(async () => {
  await store.close()
  await where.remove()
})

const names = new Map(Object.keys(people).map((id) => [personIdOf(`customer/shop:${id}`), id]))

async function found(query: string, limit = 10): Promise<readonly (string | undefined)[]> {
  const { persons } = await store.read((dialect, org) => searchPersons(dialect, org, query, limit))
  return persons.map((id) => names.get(id))
}

test.each([
  ['ida', ['ida']],
  ['IDA holm', ['ida']],
  ['holm', ['ida', 'idun']],
  ['hansne', ['per']],
  ['sorn moler', ['soren']],
  ['Møllr', ['soren']],
  ['per.hansen@example.com', ['per']],
  ['20 12 34 56', ['idun']],
  ['+4520123456', ['idun']],
  ['tag:vip', ['ida']],
  ['gender:female id', ['idun']],
  ['holm born:1980', ['ida']],
  ['ida hansen', []],
  ['nobody@example.com', []],
  ['', []],
])('%s finds %j', async (query, expected) => {
  expect(await found(query)).toStrictEqual(expected)
})

test('a whole name comes before one that is only begun', async () => {
  expect(await found('holm', 1)).toStrictEqual(['ida'])
})

test('who is called otherwise now is not found by the old name', async () => {
  const row = { connection: 'shop', ...people.per, lastName: 'Jensen' }
  await writeRows(store, [{ entity: 'customer', id: 'shop:per', row }])
  await followCustomers(store, { signal })
  expect(await found('per jensen')).toStrictEqual(['per'])
  expect(await found('jensen hansen')).toStrictEqual(['per'])
  await writeRows(store, [{ entity: 'customer', id: 'shop:per', row: undefined }])
  await followCustomers(store, { signal })
  expect(await found('per')).toStrictEqual([])
})
