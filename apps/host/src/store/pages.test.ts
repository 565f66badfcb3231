import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  preparedPage as page,
  preparedPlace,
  preparedRecord as record,
} from '../testing/prepared-pages.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import {
  acquireSlice,
  beginGeneration,
  changesAfter,
  commitPage,
  dueRefreshes,
  ensureStream,
  openStore,
  planSlices,
  readHead,
  readSlices,
  rowsAfter,
  type PreparedPage,
  type PreparedRecord,
  type Store,
} from './index.ts'

const place = preparedPlace
const planned = {
  scope: '',
  params: 'null',
  tail: false,
  estimate: null,
  group: null,
  walk: 'rows',
} as const
let where: StorePlace
let store: Store

beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await store.write(function* (dialect, org) {
    yield* ensureStream(dialect, org, place, 'm1')
    yield* beginGeneration(dialect, org, place)
    yield* planSlices(
      dialect,
      org,
      place,
      [
        { id: 's', ...planned },
        { id: 't', ...planned },
      ],
      1,
      1000,
    )
  })
})

afterEach(async () => {
  await store.close()
  await where.remove()
})

const commit = (prepared: PreparedPage) =>
  store.write((dialect, org) => commitPage(dialect, org, prepared, 2000))
const changes = () => store.read((dialect, org) => changesAfter(dialect, org, 'live', 0, 100))
const orders = () => store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 100))

test('a page brings records, rows and changes in one go', async () => {
  expect(await commit(page([record('a', 1), record('b', 2)]))).toStrictEqual({
    status: 'committed',
    written: 2,
    unchanged: 0,
    deleted: 0,
    rejected: 0,
    rows: 2,
  })
  expect(await changes()).toMatchObject([
    { id: 'shop:a', seq: 1 },
    { id: 'shop:b', seq: 2 },
  ])
  expect(await orders()).toMatchObject([{ id: 'shop:a' }, { id: 'shop:b' }])
})

test('the same page again changes nothing and numbers nothing', async () => {
  await commit(page([record('a', 1)]))
  expect(await commit(page([record('a', 1, { from: 1001, to: 1002 })]))).toMatchObject({
    written: 0,
    unchanged: 1,
    rows: 0,
  })
  expect((await store.read(readHead)).seq).toBe(1)
})

test('a changed row moves its one entry in the log up', async () => {
  await commit(page([record('a', 1), record('b', 2)]))
  await commit(page([record('a', 3, { from: 1001, to: 1002 })]))
  expect(await changes()).toMatchObject([
    { id: 'shop:b', seq: 2 },
    { id: 'shop:a', seq: 3 },
  ])
})

test('an observation that ended before the stored one began changes nothing', async () => {
  await commit(page([record('a', 1)]))
  expect(await commit(page([record('a', 9, { from: 900, to: 950 })]))).toMatchObject({
    written: 0,
    unchanged: 1,
  })
})

test('two observations at once go to the vendor where it can be asked', async () => {
  await commit(page([record('a', 1)]))
  const result = await commit(
    page([record('a', 9, { from: 1000, to: 1001 })], { indistinct: 'ask' }),
  )
  expect(result).toMatchObject({ written: 0, unchanged: 0, rows: 0 })
})

test('a higher version wins although it was observed at the same time', async () => {
  await commit(page([record('a', 1, { version: '1' })]))
  expect(await commit(page([record('a', 2, { version: '2' })]))).toMatchObject({ written: 1 })
  expect(
    await commit(page([record('a', 1, { version: '1', from: 5000, to: 5001 })])),
  ).toMatchObject({ written: 0 })
})

test('a deleted record deletes its rows, and a newer observation brings it back', async () => {
  await commit(page([record('a', 1)]))
  const gone = record('a', 0, {
    kind: 'delete',
    hash: '',
    data: null,
    outputs: [],
    from: 1001,
    to: 1002,
  })
  expect(await commit(page([gone]))).toMatchObject({ deleted: 1, rows: 1 })
  expect(await orders()).toMatchObject([{ id: 'shop:a', deleted: true }])
  expect(await commit(page([record('a', 1, { from: 1002, to: 1003 })]))).toMatchObject({
    written: 1,
    rows: 1,
  })
  expect(await orders()).toMatchObject([{ id: 'shop:a', deleted: false }])
})

function deleted(key: string): PreparedRecord {
  return record(key, 0, { kind: 'delete', hash: '', data: null, outputs: [], from: 1001, to: 1002 })
}

test('a row that two records give lives until both are gone', async () => {
  const shared = { entity: 'customer', id: 'shop:c', data: '{}', hash: 'c' }
  await commit(page([record('a', 1, { outputs: [shared] }), record('b', 2, { outputs: [shared] })]))
  expect(await commit(page([deleted('a')]))).toMatchObject({ deleted: 1, rows: 0 })
  expect(await commit(page([deleted('b')]))).toMatchObject({ deleted: 1, rows: 1 })
})

test('a record whose mapping fails keeps the rows that it gave before', async () => {
  await commit(page([record('a', 1)]))
  await commit(page([record('a', 2, { outputs: [], keepOutputs: true, from: 1001, to: 1002 })]))
  expect(await orders()).toMatchObject([{ id: 'shop:a', deleted: false }])
  await commit(page([record('a', 3, { outputs: [], from: 1002, to: 1003 })]))
  expect(await orders()).toMatchObject([{ id: 'shop:a', deleted: true }])
})

test('a page under an old fence writes nothing and moves nothing', async () => {
  const old = await store.write((dialect, org) =>
    acquireSlice(dialect, org, place, 's', { owner: 'one', forMs: 0 }),
  )
  const taken = await store.write((dialect, org) =>
    acquireSlice(dialect, org, place, 's', { owner: 'two', forMs: 0 }),
  )
  const step = { ...stepAt('1'), page: 0 }
  const late = page([record('a', 1)], { slices: [{ ...step, fence: old?.fence ?? 0 }] })
  expect(await commit(late)).toStrictEqual({ status: 'leaseLost' })
  expect(await orders()).toHaveLength(0)
  const own = page([record('a', 1)], { slices: [{ ...step, fence: taken?.fence ?? 0 }] })
  expect(await commit(own)).toMatchObject({ status: 'committed', written: 1 })
  const again = await commit(own)
  expect(again).toStrictEqual({ status: 'leaseLost' })
  const [slice] = await store.read((dialect, org) => readSlices(dialect, org, place))
  expect(slice).toMatchObject({ page: 1, position: '1', status: 'open' })
})

test('a page that was mapped by older mappings does not commit', async () => {
  expect(await commit(page([record('a', 1)], { mappingEpoch: 0 }))).toStrictEqual({
    status: 'prepareAgain',
  })
})

test('a page that does not commit moves its slice no further', async () => {
  const lease = { owner: 'one', forMs: 60_000 }
  const held = await store.write((dialect, org) => acquireSlice(dialect, org, place, 's', lease))
  const fence = held?.fence ?? 0
  const slices = [{ ...stepAt('1'), fence, page: 0 }]
  await commit(page([record('a', 1)], { mappingEpoch: 0, slices }))
  const [after] = await store.read((dialect, org) => readSlices(dialect, org, place))
  expect(after).toMatchObject({ page: 0, position: null })
})

test('two slices move on together, or neither does', async () => {
  const first = await takenStep('s')
  const second = await takenStep('t')
  const lost = { ...second, fence: second.fence - 1 }
  await expect(commit(page([record('a', 1)], { slices: [first, lost] }))).rejects.toThrow(/slice t/)
  expect(await positions()).toStrictEqual([
    [0, null, 0],
    [0, null, 0],
  ])
  expect(await orders()).toHaveLength(0)
  const both = page([record('a', 1), record('b', 2)], {
    slices: [first, { ...second, observedTo: 1003 }],
  })
  expect(await commit(both)).toMatchObject({ status: 'committed', written: 2 })
  expect(await positions()).toStrictEqual([
    [1, '1', 1001],
    [1, '1', 1003],
  ])
})

test('an error in the middle of a page leaves nothing of it', async () => {
  await expect(
    commit(page([record('a', 1), record('b', 2, { hash: null as never })])),
  ).rejects.toThrow(/not.null/i)
  expect(await orders()).toHaveLength(0)
  expect((await store.read(readHead)).seq).toBe(0)
})

test('two organisations in one store do not see each other', async () => {
  await commit(page([record('a', 1)]))
  await store.close()
  store = await openStore({ store: where.address, organisation: 'other' })
  expect(await orders()).toHaveLength(0)
})

test('a record that was seen after the change that makes it stale is not asked for', async () => {
  const affects = [{ stream: 'refunds', key: 'r' }]
  const askable = new Set(['refunds'])
  const refunds = { place: { connection: 'shop', stream: 'refunds' }, mappingEpoch: 1 }
  await store.write((dialect, org) => ensureStream(dialect, org, refunds.place, 'm1'))
  const wished = () =>
    store.read((dialect, org) =>
      dueRefreshes(dialect, org, refunds.place, Number.MAX_SAFE_INTEGER, 10),
    )
  const changedAt = 1_800_000_000_000
  const version = String(changedAt).padStart(16, '0')
  const seenAt = changedAt + 3_600_000
  await commit(page([record('r', 1, { from: seenAt, to: seenAt })], refunds))
  await commit(page([record('a', 1, { version, affects })], { askable }))
  expect(await wished()).toStrictEqual([])
  const later = String(seenAt).padStart(16, '0')
  await commit(page([record('a', 2, { version: later, affects })], { askable }))
  expect(await wished()).toMatchObject([{ key: 'r' }])
})

test('what a stream lacks while it is listed for the first time is not asked for', async () => {
  const affects = [{ stream: 'refunds', key: 'r' }]
  const askable = new Set(['refunds'])
  const refunds = { connection: 'shop', stream: 'refunds' }
  const wished = () =>
    store.read((dialect, org) => dueRefreshes(dialect, org, refunds, Number.MAX_SAFE_INTEGER, 10))
  await commit(page([record('a', 1, { affects })], { askable, loading: askable }))
  expect(await wished()).toStrictEqual([])
  await commit(page([record('b', 1, { affects })], { askable }))
  expect(await wished()).toMatchObject([{ key: 'r' }])
})

function stepAt(position: string, id = 's') {
  return { id, pages: 1, position, end: false, nameless: 0, split: [], observedTo: 1001 }
}

/** The first step of a slice that somebody has taken. */
async function takenStep(id: string) {
  const lease = { owner: 'one', forMs: 60_000 }
  const held = await store.write((dialect, org) => acquireSlice(dialect, org, place, id, lease))
  return { ...stepAt('1', id), fence: held?.fence ?? 0, page: 0 }
}

async function positions() {
  const slices = await store.read((dialect, org) => readSlices(dialect, org, place))
  return slices.map((slice) => [slice.page, slice.position, slice.observed_to])
}
