import { expect, onTestFinished, test } from 'vitest'
import { newStorePlace } from '../testing/test-stores.ts'
import { appendChanges, changesAfter, readHead, type CommerceChange } from './changes.ts'
import { all, run } from './database.ts'
import { openStore, type Store } from './store.ts'

async function emptyStore(): Promise<Store> {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  return store
}

const changed = (...ids: readonly string[]): readonly CommerceChange[] =>
  ids.map((id) => ({ entity: 'order', id, op: 'upsert' }))

const append = (store: Store, ids: readonly string[]) =>
  store.write((dialect, org) => appendChanges(dialect, org, changed(...ids), 'live', 0))

const logged = (store: Store) =>
  store.read(function* (dialect, org) {
    const changes = yield* changesAfter(dialect, org, 'live', 0, 100)
    const { seq } = yield* readHead(dialect, org)
    return { entries: changes.map(({ id, seq: at }) => [at, id]), head: seq }
  })

test('changes are numbered in the order in which they come, whatever the order of their names', async () => {
  const store = await emptyStore()
  await append(store, ['c', 'a', 'b'])
  expect(await logged(store)).toStrictEqual({
    entries: [
      [1, 'c'],
      [2, 'a'],
      [3, 'b'],
    ],
    head: 3,
  })
})

test('a row that changes again has one entry, behind all that came before', async () => {
  const store = await emptyStore()
  await append(store, ['a', 'b', 'c'])
  await append(store, ['d', 'b'])
  expect(await logged(store)).toStrictEqual({
    entries: [
      [1, 'a'],
      [3, 'c'],
      [4, 'd'],
      [5, 'b'],
    ],
    head: 5,
  })
})

test('a row that changes twice in one transaction stands at the later place', async () => {
  const store = await emptyStore()
  await append(store, ['a', 'b', 'a'])
  expect(await logged(store)).toStrictEqual({
    entries: [
      [2, 'b'],
      [3, 'a'],
    ],
    head: 3,
  })
})

test('without a head nothing is written, and who writes is told', async () => {
  const store = await emptyStore()
  await store.write(({ build }, org) => run(build.deleteFrom('change_head').where('org', '=', org)))
  await expect(append(store, ['a'])).rejects.toThrow(/null/i)
  const left = await store.read(({ build }, org) =>
    all(build.selectFrom('change').select('id').where('org', '=', org)),
  )
  expect(left).toStrictEqual([])
})
