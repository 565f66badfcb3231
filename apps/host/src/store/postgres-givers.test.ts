import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { openStore, writeCommerce, type Store } from './index.ts'
import { all, type Work } from './database.ts'

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace('postgres')
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const ids = ['a', 'b', 'c']
const rows = ids.map((id) => ({ entity: 'customer', id, data: '{}', hash: 'h' }))
const names = ids.map((id) => `customer/${id}`)

function* pause(): Work<void> {
  yield { kind: 'query', sql: 'select pg_sleep(0.02)', parameters: [] }
}

const change = (before: readonly string[], after: typeof rows) =>
  store.write(function* (dialect, org) {
    yield* pause()
    yield* writeCommerce(dialect, org, 'shop', [{ before, after }], 1)
    yield* pause()
  })

const stored = () =>
  store.read(function* ({ build }, org) {
    return yield* all(
      build
        .selectFrom('commerce')
        .select(['id', 'givers', 'deleted_at as deletedAt'])
        .where('org', '=', org)
        .orderBy('id'),
    )
  })

test('givers that come and go at the same time are all counted, of rows that are there and of new ones', async () => {
  await Promise.all(Array.from({ length: 6 }, () => change([], rows)))
  expect(await stored()).toStrictEqual(ids.map((id) => ({ id, givers: 6, deletedAt: null })))
  await Promise.all([
    ...Array.from({ length: 5 }, () => change(names, [])),
    ...Array.from({ length: 2 }, () => change([], rows.toReversed())),
  ])
  expect(await stored()).toStrictEqual(ids.map((id) => ({ id, givers: 3, deletedAt: null })))
  await Promise.all(Array.from({ length: 3 }, () => change(names, [])))
  expect(await stored()).toStrictEqual(ids.map((id) => ({ id, givers: 0, deletedAt: 1 })))
})
