import { upserts, type Entry, type Json, type Key } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { countRecords } from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { kit, streamsConnection } from '../testing/streams-connection.ts'

interface Order {
  id: number
  status: string
  changed: number
}

let host: ScriptedInstallation
let orders: Map<number, Order>
let notes: Map<number, string[]>
let listed: number[]
let failFor: number | undefined
let during: (() => Promise<unknown>) | undefined
beforeEach(async () => {
  host = await scriptedInstallation()
  orders = new Map([1, 2, 3].map((id) => [id, { id, status: 'paid', changed: 1e12 + id }]))
  notes = new Map([
    [1, ['a']],
    [2, ['b', 'c', 'd']],
    [3, []],
  ])
  listed = []
  failFor = undefined
  during = undefined
})
afterEach(() => host.close())

const orderStream = () =>
  kit.stream({
    schema: z.object({ id: z.number(), status: z.string(), changed: z.number() }),
    key: (row) => row.id,
    version: (row) => row.changed,
    deletes: 'absent',
    list: {
      params: z.null(),
      position: z.null(),
      paging: 'stable',
      async *plan() {
        yield { params: null }
      },
      async *read() {
        yield { items: upserts([...orders.values()]), next: null, end: true }
      },
    },
  })

function noteStream(backfill: 'all' | 'none' | { newerThanMs: number } = 'all') {
  return kit.stream({
    schema: z.object({ id: z.string(), order: z.number() }),
    key: (row) => row.id,
    deletes: 'absent',
    list: {
      params: z.object({ id: z.number() }),
      position: z.object({ after: z.number() }),
      paging: 'stable',
      plan: { eachOf: 'orders', backfill },
      async *read(_context, { params }, from) {
        const own = notes.get(params.id) ?? []
        for (let after = from?.after ?? 0; ;) {
          listed.push(params.id)
          const happens = during
          during = undefined
          await happens?.()
          if (failFor === params.id && after > 0) throw new Error('the listing broke')
          const page = own.slice(after, after + 2).map((id) => ({ id, order: params.id }))
          after += page.length
          const end = page.length < 2
          yield { items: upserts(page), next: { after }, end }
          if (end) return
        }
      },
    },
  })
}

const affectsItsOrder = (row: object) => [
  { stream: 'orders', key: [(row as { order: number }).order] as const },
]

const connectionOf = (backfill?: Parameters<typeof noteStream>[0]) =>
  streamsConnection({ notes: noteStream(backfill), orders: orderStream() })

const liveNotes = () =>
  host.store.read(function* (dialect, org) {
    const counts = yield* countRecords(dialect, org, { connection: 'shop', stream: 'notes' })
    return counts.live
  })

test('children are listed for every parent, after their parents', async () => {
  const { ok, runs } = await host.sync(connectionOf())
  expect({ ok, runs }).toMatchObject({
    ok: true,
    runs: [
      { stream: 'notes', read: 4, written: 4 },
      { stream: 'orders', read: 3 },
    ],
  })
  expect(listed.toSorted((a, b) => a - b)).toStrictEqual([1, 2, 2, 3])
})

test('later only the children of changed parents are listed', async () => {
  await host.sync(connectionOf())
  listed = []
  notes.set(3, ['e'])
  orders.set(3, { id: 3, status: 'refunded', changed: 1e12 + 9 })
  const { runs } = await host.sync(connectionOf())
  expect(runs).toMatchObject([{ stream: 'notes', read: 1, written: 1 }, { written: 1 }])
  expect(listed).toStrictEqual([3])
})

test('a child that its parent no longer has is deleted', async () => {
  await host.sync(connectionOf())
  notes.set(2, ['b', 'd'])
  orders.set(2, { id: 2, status: 'edited', changed: 1e12 + 9 })
  const { runs } = await host.sync(connectionOf())
  expect(runs).toMatchObject([{ deleted: 1, unchanged: 2 }, {}])
  expect(await liveNotes()).toBe(3)
})

test('with a parent its children go', async () => {
  await host.sync(connectionOf())
  orders.delete(2)
  listed = []
  const { runs } = await host.sync(connectionOf())
  expect(runs).toMatchObject([{ read: 0, deleted: 3 }, { deleted: 1 }])
  expect(listed).toStrictEqual([])
})

/** The same with a log that tells of notes. */
function toldOf(entries: readonly Entry[]) {
  return streamsConnection(
    { notes: noteStream(), orders: orderStream() },
    [],
    {},
    {
      feed: {
        streams: ['notes'],
        position: z.number(),
        retentionMs: 86_400_000,
        settleMs: 0,
        start: async () => 0,
        async *read(_context, from) {
          yield { items: entries.slice(Number(from)), next: entries.length, end: true }
        },
      },
    },
  )
}

const told = (id: string, order: number, parent: Pick<Entry, 'parent'> = { parent: [order] }) =>
  ({ op: 'upsert', row: { id, order }, stream: 'notes', ...parent }) satisfies Entry

test('a child that only a log told of goes with its parent', async () => {
  await host.sync(toldOf([]))
  const entries = [told('x', 3)]
  await host.sync(toldOf(entries))
  expect(await liveNotes()).toBe(5)
  orders.delete(3)
  await host.sync(toldOf(entries))
  await host.sync(toldOf(entries))
  expect(await liveNotes()).toBe(4)
})

test('a child that is told of after its parent is gone does not stay', async () => {
  await host.sync(toldOf([]))
  orders.delete(3)
  await host.sync(toldOf([]))
  expect(await host.sync(toldOf([told('x', 3)]))).toMatchObject({ ok: true })
  expect(await host.sync(toldOf([told('x', 3)]))).toMatchObject({ ok: true })
  expect(await liveNotes()).toBe(4)
})

test('a log that does not name the parent leaves a child where its listing put it', async () => {
  await host.sync(toldOf([]))
  const entries = [told('c', 2, {})]
  await host.sync(toldOf(entries))
  orders.delete(2)
  await host.sync(toldOf(entries))
  await host.sync(toldOf(entries))
  expect(await liveNotes()).toBe(1)
})

test('a listing that breaks goes on inside its parent, and deletes nothing', async () => {
  await host.sync(connectionOf())
  orders.set(2, { id: 2, status: 'edited', changed: 1e12 + 9 })
  failFor = 2
  const broken = await host.sync(connectionOf())
  expect(broken).toMatchObject({ ok: false, runs: [{ deleted: 0 }, {}] })
  failFor = undefined
  listed = []
  const { ok, runs } = await host.sync(connectionOf())
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ read: 1, deleted: 0 }, {}] })
  expect(listed).toStrictEqual([2])
  expect(await liveNotes()).toBe(4)
})

test('a parent that changes while its children are read is read again', async () => {
  const connection = connectionOf()
  await host.sync(connection)
  orders.set(1, { id: 1, status: 'edited', changed: 1e12 + 9 })
  await host.sync(connection, { streams: ['orders'] })
  listed = []
  during = () => {
    orders.set(1, { id: 1, status: 'edited again', changed: 1e12 + 10 })
    return host.sync(connection, { streams: ['orders'] })
  }
  await host.sync(connection, { streams: ['notes'] })
  expect(listed).toStrictEqual([1, 1])
  await host.sync(connection, { streams: ['notes'] })
  expect(listed).toStrictEqual([1, 1])
})

test('without a back-fill only what changes from now on is listed', async () => {
  await host.sync(connectionOf('none'))
  expect(listed).toStrictEqual([])
  orders.set(2, { id: 2, status: 'edited', changed: 1e12 + 9 })
  await host.sync(connectionOf('none'))
  expect(listed).toStrictEqual([2, 2])
})

test('a back-fill may be bounded by age', async () => {
  orders.set(3, { id: 3, status: 'paid', changed: Date.now() })
  await host.sync(connectionOf({ newerThanMs: 3_600_000 }))
  expect(listed).toStrictEqual([3])
})

test('children that are enabled later are listed for the parents that are there', async () => {
  const both = connectionOf()
  await host.sync({ ...both, streams: ['orders'] })
  expect(listed).toStrictEqual([])
  await host.sync(both)
  expect(await liveNotes()).toBe(4)
})

test('a row may make records of another stream stale: they are asked for in the same run', async () => {
  const asked: Json[] = []
  const parent = {
    ...orderStream(),
    get: {
      maxKeys: 10,
      read: async (_context: unknown, keys: readonly Key[]) =>
        keys.map(([id]) => {
          asked.push(id)
          return orders.get(Number(id)) ?? null
        }),
    },
  }
  const child = {
    ...noteStream(),
    affects: affectsItsOrder,
  }
  const connection = streamsConnection({ orders: parent, notes: child })
  const { ok, runs } = await host.sync(connection)
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ stream: 'orders', written: 3 }, {}] })
  expect(asked).toStrictEqual([1, 2])
})

test('a record that goes makes others stale as well', async () => {
  const asked: Json[] = []
  const get = {
    maxKeys: 10,
    read: async (_context: unknown, keys: readonly Key[]) =>
      keys.map(([id]) => {
        asked.push(id)
        return orders.get(Number(id)) ?? null
      }),
  }
  const connection = streamsConnection({
    orders: { ...orderStream(), get },
    notes: { ...noteStream(), affects: affectsItsOrder },
  })
  await host.sync(connection)
  asked.length = 0
  notes.set(2, ['b', 'd'])
  orders.set(2, { id: 2, status: 'edited', changed: 1e12 + 9 })
  await host.sync(connection)
  expect(asked).toStrictEqual([2])
})
