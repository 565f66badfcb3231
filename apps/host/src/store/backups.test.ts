import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { preparedPage, preparedPlace, preparedRecord } from '../testing/prepared-pages.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { readBackup, writeBackup } from './backup-file.ts'
import { run } from './database.ts'
import {
  beginAnotherLife,
  commitPage,
  ensureStream,
  fillFromBackup,
  openStore,
  planSlices,
  readHead,
  readSlices,
  rowsAfter,
  takeBackup,
  type Store,
} from './index.ts'

let folder = ''
let store: Store
let target: Store
let places: readonly StorePlace[] = []
const file = () => join(folder, 'backup')
const open = async (organisation = 'nordlys') => {
  const place = await newStorePlace()
  places = [...places, place]
  return openStore({ store: place.address, organisation })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-backup-'))
  store = await open()
  target = await open()
  const records = Array.from({ length: 250 }, (_, at) => preparedRecord(`k${at}`, at))
  const slice = { scope: '', params: 'null', tail: false, estimate: null, group: null } as const
  await store.write(function* (dialect, org) {
    yield* ensureStream(dialect, org, preparedPlace, 'm1')
    yield* planSlices(dialect, org, preparedPlace, [{ ...slice, id: 's', walk: 'rows' }], 1, 0)
    yield* commitPage(dialect, org, preparedPage([...records, preparedRecord('"\\\n😀', 7)]), 2000)
  })
})
afterEach(async () => {
  await store.close()
  await target.close()
  for (const place of places) await place.remove()
  places = []
  rmSync(folder, { recursive: true })
})

const rowsOf = (of: Store) => of.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 1000))
const restore = () => fillFromBackup(target, file(), function* () {})

test('what a backup holds comes back as it was, row by row', async () => {
  const taken = await takeBackup(store, file(), 5000)
  expect(await restore()).toStrictEqual(taken)
  expect(await rowsOf(target)).toStrictEqual(await rowsOf(store))
  expect(await target.read(readHead)).toStrictEqual(await store.read(readHead))
  expect(taken.tables.find(({ table }) => table === 'record')?.rows).toBe(251)
})

test('only its owner may read a backup', async () => {
  await takeBackup(store, file(), 5000)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

test('a backup is of one moment, although others write meanwhile', async () => {
  const writing = store.write((dialect, org) =>
    commitPage(dialect, org, preparedPage([preparedRecord('late', 1)]), 3000),
  )
  const [{ tables }] = await Promise.all([takeBackup(store, file(), 5000), writing])
  const rows = Object.fromEntries(tables.map(({ table, rows: count }) => [table, count]))
  expect(rows['commerce']).toBe(rows['record'])
  expect(rows['change']).toBe(rows['record'])
})

test('a store that holds something is not filled', async () => {
  await takeBackup(store, file(), 5000)
  await target.write((dialect, org) => ensureStream(dialect, org, preparedPlace, 'm1'))
  await expect(restore()).rejects.toMatchObject({
    kind: 'config',
    message: 'The store is not empty: it has rows in stream.',
  })
})

test('a backup of another organisation is refused', async () => {
  await takeBackup(store, file(), 5000)
  const other = await open('other')
  await expect(fillFromBackup(other, file(), function* () {})).rejects.toMatchObject({
    message: `The backup ${file()} is of the organisation nordlys, and the configuration of other.`,
  })
  await other.close()
})

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 10), 'it ends in the middle'],
  [
    'changed',
    (bytes: Buffer) => Buffer.from(bytes).fill(7, 40, 60),
    'a part of it is not what was written',
  ],
])('a backup that was %s is refused, and nothing of it is taken', async (_how, change, words) => {
  await takeBackup(store, file(), 5000)
  writeFileSync(file(), change(readFileSync(file())))
  await expect(restore()).rejects.toMatchObject({
    kind: 'config',
    message: `The backup ${file()} is damaged: ${words}.`,
  })
  expect(await rowsOf(target)).toStrictEqual([])
})

/** The same backup as a version would have written it that did not know the newest column of the slices yet. */
function asOlderVersion(values: readonly Json[]): readonly Json[] {
  const begin = values.findIndex((value) => shapeOf(value).table === 'slice')
  const end = values.findIndex((value, at) => at > begin && shapeOf(value).hash !== undefined)
  const rows = values.slice(begin + 1, end).map((row) => (row as Json[]).slice(0, -1))
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`)
  const columns = shapeOf(values[begin]).columns?.slice(0, -1) ?? []
  return [
    ...values.slice(0, begin),
    { table: 'slice', columns },
    ...rows,
    { table: 'slice', rows: rows.length, hash: hash.digest('base64url') },
    ...values.slice(end + 1),
  ]
}

function shapeOf(value: Json | undefined) {
  return value as { readonly table?: string; readonly columns?: string[]; readonly hash?: string }
}

test('a backup of an older version is taken, and what it did not know yet begins as it does there', async () => {
  await takeBackup(store, file(), 5000)
  const older = asOlderVersion([...readBackup(file())])
  const writer = writeBackup(file(), file())
  for (const value of older) writer.write(value)
  writer.end()
  await restore()
  const slices = await target.read((dialect, org) => readSlices(dialect, org, preparedPlace))
  expect(slices).toMatchObject([{ id: 's', observed_to: 0 }])
})

test('a file of somebody else is no backup', async () => {
  writeFileSync(file(), 'orders;customers\n'.repeat(10))
  await expect(restore()).rejects.toMatchObject({
    message: `${file()} is no backup of Cartograph.`,
  })
})

test('after a restore the log has another epoch, and no fence from before is in force', async () => {
  await takeBackup(store, file(), 5000)
  const sink = { connection: 'mail', sink: 'people' }
  await fillFromBackup(target, file(), function* (dialect, org) {
    yield* beginAnotherLife(dialect, org, { sinks: [sink], since: 0 })
  })
  const [before, after] = [await store.read(readHead), await target.read(readHead)]
  expect({ ...after, epoch: '' }).toStrictEqual({ ...before, epoch: '' })
  expect(after.epoch).not.toBe(before.epoch)
  const slices = await target.read((dialect, org) => readSlices(dialect, org, preparedPlace))
  expect(slices.map(({ fence }) => fence)).toStrictEqual([1_000_000])
})

test('what was acknowledged shortly before, at a sink that can be asked, is unknown after a restore', async () => {
  const entry = {
    delivery: 'd',
    entity: 'order',
    id: 'a',
    fence: 1,
    op: 'write',
    sent_seq: 1,
    idempotency_key: 'i',
    owner: 'o',
    quiet_until: 9,
    wait_optional: 0,
  } as const
  const rows = [
    { ...entry, sink: 'people', item_key: 'old', state: 'acked', sent_at: 10 },
    { ...entry, sink: 'people', item_key: 'late', state: 'acked', sent_at: 20 },
    { ...entry, sink: 'people', item_key: 'failed', state: 'failed', sent_at: 20 },
    { ...entry, sink: 'events', item_key: 'late', state: 'acked', sent_at: 20 },
  ] as const
  await store.write(function* ({ build }, org) {
    yield* run(
      build
        .insertInto('ledger')
        .values(rows.map((row) => Object.assign({ org, connection: 'mail' }, row, noneOf))),
    )
  })
  await takeBackup(store, file(), 5000)
  await fillFromBackup(target, file(), function* (dialect, org) {
    yield* beginAnotherLife(dialect, org, {
      sinks: [{ connection: 'mail', sink: 'people' }],
      since: 15,
    })
  })
  const states = await target.read(function* ({ build }, org) {
    return (yield {
      kind: 'query',
      ...build
        .selectFrom('ledger')
        .select(['sink', 'item_key', 'state'])
        .where('org', '=', org)
        .orderBy('sink')
        .orderBy('item_key')
        .compile(),
    }) as readonly { sink: string; item_key: string; state: string }[]
  })
  expect(states.map(({ sink, item_key: key, state }) => [sink, key, state])).toStrictEqual([
    ['events', 'late', 'acked'],
    ['people', 'failed', 'failed'],
    ['people', 'late', 'sent'],
    ['people', 'old', 'acked'],
  ])
})

const noneOf = {
  sent_hash: null,
  payload: null,
  acked_hash: null,
  remote_id: null,
  ticket: null,
  session: null,
  ticket_index: null,
  poll_at: null,
  wait_sink: null,
  wait_key: null,
  reason: null,
  serial: null,
  cause: null,
} as const
