import { expect, onTestFinished, test } from 'vitest'
import { newStorePlace } from '../testing/test-stores.ts'
import {
  changeEntry,
  declaredRevision,
  entryVersions,
  storedEntries,
  type EntryChange,
} from './declared-entries.ts'
import { openStore, type Store } from './store.ts'

const place = { section: 'dashboards', id: 'mine' }

async function store(): Promise<Store> {
  const at = await newStorePlace()
  const opened = await openStore({ store: at.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await opened.close()
    await at.remove()
  })
  return opened
}

function change(
  opened: Store,
  value: string | null,
  over: number | undefined,
  more: Partial<EntryChange> = {},
) {
  const wanted = { ...place, value, over, changedAt: 5, changedBy: 'token ida', ...more }
  return opened.write((dialect, org) => changeEntry(dialect, org, wanted))
}

test('an entry is changed by whoever saw what it is', async () => {
  const opened = await store()
  expect(await change(opened, '{"a":1}', undefined)).toBe(1)
  expect(await change(opened, '{"a":2}', 1)).toBe(2)
  expect(await change(opened, '{"a":3}', 1)).toBeUndefined()
  expect(await change(opened, '{"a":3}', undefined)).toBeUndefined()
  expect(await opened.read(storedEntries)).toStrictEqual([
    { ...place, value: '{"a":2}', version: 2, changedAt: 5, changedBy: 'token ida' },
  ])
})

test('no version is given twice, even where an entry was away in between, and all are kept', async () => {
  const opened = await store()
  await change(opened, '1', undefined)
  expect(await change(opened, null, 1)).toBe(2)
  expect(await change(opened, null, undefined)).toBeUndefined()
  expect(await change(opened, '2', undefined)).toBe(3)
  const versions = await opened.read((dialect, org) => entryVersions(dialect, org, place))
  expect(versions.map(({ version, value }) => [version, value])).toStrictEqual([
    [3, '2'],
    [2, null],
    [1, '1'],
  ])
})

test('each change raises the revision, and a refused one does not', async () => {
  const opened = await store()
  expect(await opened.read(declaredRevision)).toBe(0)
  await change(opened, '1', undefined)
  await change(opened, '2', 7)
  await change(opened, '2', 1)
  expect(await opened.read(declaredRevision)).toBe(2)
})

test('of two who change one version at the same time, one is refused', async () => {
  const opened = await store()
  await change(opened, '0', undefined)
  const results = await Promise.all([change(opened, '1', 1), change(opened, '2', 1)])
  expect(results).toHaveLength(2)
  expect(new Set(results)).toStrictEqual(new Set([2, undefined]))
})
