import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { openStore, rowsAfter, rowsById, writeCommerce, type Store } from './index.ts'

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

const give = (ids: readonly string[], data = '{}') =>
  store.write((dialect, org) =>
    writeCommerce(
      dialect,
      org,
      'shop',
      [{ before: [], after: ids.map((id) => ({ entity: 'order', id, data, hash: data })) }],
      0,
    ),
  )

test('rows are ordered by the bytes of their ids, whatever the language of the database', async () => {
  await give(['b', 'a', 'B', 'ä', 'z', 'Z', '10', '9', 'a b', 'a-b', 'é', '😀', '_'])
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 100))
  expect(rows.map(({ id }) => id)).toStrictEqual([
    '10',
    '9',
    'B',
    'Z',
    '_',
    'a',
    'a b',
    'a-b',
    'b',
    'z',
    'ä',
    'é',
    '😀',
  ])
})

test('a walk that goes on after an id meets every row once', async () => {
  const ids = ['b', 'a', 'B', 'ä', 'Ä', 'z', '10', '9', 'a b', 'é']
  await give(ids)
  const met: string[] = []
  for (;;) {
    const after = met.at(-1) ?? ''
    const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', after, 3))
    if (rows.length === 0) break
    met.push(...rows.map(({ id }) => id))
  }
  expect(met.toSorted()).toStrictEqual(ids.toSorted())
})

test('ids that differ only in case, in accents or in how these are written are different rows', async () => {
  const ids = ['cafe', 'Cafe', 'café', 'cafe\u0301', 'cafe ']
  await give(ids)
  const rows = await store.read((dialect, org) => rowsById(dialect, org, 'order', ids))
  expect([...rows.keys()].toSorted()).toStrictEqual(ids.toSorted())
})

test('texts that look like syntax come back as they were', async () => {
  const texts = ['"', '\\', "'", '{a,b}', 'null', '', '\\N', '$1', '?', ' \t\r\n', '%', '\uFFFD']
  await give(texts, JSON.stringify(texts))
  const rows = await store.read((dialect, org) => rowsById(dialect, org, 'order', texts))
  expect([...rows.keys()].toSorted()).toStrictEqual(texts.toSorted())
  expect(JSON.parse(rows.get('"')?.data ?? 'null')).toStrictEqual(texts)
})

test('text of many megabytes is kept', async () => {
  const data = JSON.stringify('å'.repeat(8_000_000))
  await give(['large'], data)
  const rows = await store.read((dialect, org) => rowsById(dialect, org, 'order', ['large']))
  expect(rows.get('large')?.data === data).toBe(true)
})
