import { expect, onTestFinished, test } from 'vitest'
import { newStorePlace } from '../testing/test-stores.ts'
import { ensureAddresses, listAddresses } from './addresses.ts'
import { readHead } from './changes.ts'
import { writeCommerce } from './commerce.ts'
import { askRemoval, endRemoval, isBeingRemoved, listRemovals, removeSome } from './removals.ts'
import { openStore, type Store } from './store.ts'

async function filled(): Promise<Store> {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  for (const connection of ['butik', 'butikken'])
    await store.write(function* (dialect, org) {
      const after = ['1', '2', '3'].map((id) => ({
        entity: 'order',
        id: `${connection}:${id}`,
        data: '{"email":"ida@example.com"}',
        hash: id,
      }))
      yield* writeCommerce(dialect, org, connection, [{ before: [], after }], 1)
      yield* ensureAddresses(dialect, org, [{ connection, part: 'webhook', token: connection }])
    })
  return store
}

const step = { limit: 2, now: 5 }

function rowsOf(store: Store) {
  return store.once(({ build }, org) =>
    build
      .selectFrom('commerce')
      .select(['id', 'data', 'deleted_at'])
      .where('org', '=', org)
      .orderBy('id'),
  )
}

test('what a connection left goes step by step, as changes that others follow, and nothing of another one', async () => {
  const store = await filled()
  const before = await store.read(readHead)
  await store.write((dialect, org) =>
    askRemoval(dialect, org, { connection: 'butik', askedAt: 1, askedBy: 'ida' }),
  )
  const counts: number[] = []
  do counts.push(await store.write((dialect, org) => removeSome(dialect, org, 'butik', step)))
  while (counts.at(-1) !== 0)
  expect(counts).toStrictEqual([2, 1, 1, 0])
  const rows = await rowsOf(store)
  expect(rows.map(({ data, deleted_at: at }) => [data, at])).toStrictEqual([
    ...Array.from({ length: 3 }, () => ['{}', 5]),
    ...Array.from({ length: 3 }, () => ['{"email":"ida@example.com"}', null]),
  ])
  const after = await store.read(readHead)
  expect(after.seq - before.seq).toBe(3)
  const addresses = await store.read(listAddresses)
  expect(addresses.map(({ connection }) => connection)).toStrictEqual(['butikken'])
})

test('how far it is can be read, and when it was done', async () => {
  const store = await filled()
  await store.write((dialect, org) =>
    askRemoval(dialect, org, { connection: 'butik', askedAt: 1, askedBy: 'ida' }),
  )
  await store.write((dialect, org) => removeSome(dialect, org, 'butik', step))
  const begun = { connection: 'butik', askedAt: 1, askedBy: 'ida', deleted: 2, doneAt: null }
  expect(await store.read(listRemovals)).toStrictEqual([begun])
  expect(await store.read((dialect, org) => isBeingRemoved(dialect, org, 'butik'))).toBe(true)
  await store.write((dialect, org) => endRemoval(dialect, org, 'butik', 9))
  expect(await store.read(listRemovals)).toStrictEqual([{ ...begun, doneAt: 9 }])
  expect(await store.read((dialect, org) => isBeingRemoved(dialect, org, 'butik'))).toBe(false)
})
