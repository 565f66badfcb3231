import { afterEach, beforeEach, expect, test } from 'vitest'
import { preparedPage, preparedPlace, preparedRecord } from '../testing/prepared-pages.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import {
  beginGeneration,
  commitPage,
  ensureStream,
  lockPerson,
  openStore,
  personLocks,
  rowsAfter,
  unlockPerson,
  type PreparedRecord,
  type Store,
} from './index.ts'

const canary = 'ida.canary@example.com'
const lock = { person: 'p1', attempts: 0, dueAt: 5 }

/** A record that says who it is of, in whatever case. */
function record(key: string, email: string, more: Partial<PreparedRecord> = {}): PreparedRecord {
  return preparedRecord(key, 1, { data: JSON.stringify({ total: 1, email }), ...more })
}

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await store.write(function* (dialect, org) {
    yield* ensureStream(dialect, org, preparedPlace, 'm1')
    yield* beginGeneration(dialect, org, preparedPlace)
  })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const commit = (records: readonly PreparedRecord[]) =>
  store.write((dialect, org) => commitPage(dialect, org, preparedPage(records), 2000))
const ids = async () => {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 10))
  return rows.map(({ id }) => id)
}

test('no page keeps a record that names whoever is locked', async () => {
  await store.write((dialect, org) => lockPerson(dialect, org, lock, [canary, '+4520304050']))
  const letter = { key: 'c', at: '', item: null, record: `{"phone":"+4520304050"` }
  const unread = record('c', '', { kind: 'reject', data: null, letters: [] })
  const fault = { $fault: 'v1', kind: 'record', message: 'odd' } as const
  await commit([
    record('a', 'Ida.Canary@Example.com'),
    record('b', 'per@example.com'),
    { ...unread, letters: [{ ...letter, fault }] },
  ])
  expect(await ids()).toStrictEqual(['shop:b'])
})

test('whoever is locked in one organisation is not in another', async () => {
  await store.write((dialect) => lockPerson(dialect, 'other', lock, [canary]))
  await commit([record('a', canary)])
  expect(await ids()).toStrictEqual(['shop:a'])
})

test('what was left out is taken again when the lock is gone', async () => {
  await store.write((dialect, org) => lockPerson(dialect, org, lock, [canary]))
  await commit([record('a', canary)])
  await store.write((dialect, org) => unlockPerson(dialect, org, 'p1'))
  await commit([record('a', canary)])
  expect(await ids()).toStrictEqual(['shop:a'])
})

test('a person is locked once, and the newest word counts', async () => {
  await store.write(function* (dialect, org) {
    yield* lockPerson(dialect, org, lock, [canary])
    yield* lockPerson(dialect, org, { ...lock, attempts: 1, dueAt: 9 }, [])
  })
  const locks = await store.read((dialect, org) => personLocks(dialect, org))
  expect(locks).toStrictEqual([{ person: 'p1', attempts: 1, dueAt: 9 }])
})
