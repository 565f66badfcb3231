import { upserts, type Key } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { engineClock } from '../queue/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { kit, streamsConnection } from '../testing/streams-connection.ts'

const dayMs = 86_400_000

let host: ScriptedInstallation
let rows: Map<number, { id: number; changed: number }>
let asked: number[]
let keyPages: number
let failKeys: boolean
beforeEach(async () => {
  host = await scriptedInstallation()
  rows = new Map([1, 2, 3, 4, 5].map((id) => [id, { id, changed: id }]))
  asked = []
  keyPages = 0
  failKeys = false
})
afterEach(() => host.close())

/** A stream that is read by a tail over `changed`, so that what is deleted never shows in it. */
function tailStream(
  options: {
    deletes?: 'absent' | 'reported' | 'never'
    canGet?: boolean
    canSweep?: boolean
  } = {},
) {
  const position = z.object({ after: z.number() })
  return kit.stream({
    schema: z.object({ id: z.number(), changed: z.number() }),
    key: (row) => row.id,
    deletes: options.deletes ?? 'absent',
    list: {
      params: z.null(),
      position,
      async *plan() {
        yield { params: null, tail: true }
      },
      async *read(_context, _slice, from) {
        const after = from?.after ?? 0
        const found = [...rows.values()].filter((row) => row.changed > after)
        const next = { after: Math.max(after, ...found.map((row) => row.changed)) }
        yield { items: upserts(found), next, end: true }
      },
      ...(options.canSweep !== false && {
        async *keys(_context: unknown, _slice: unknown, from: { after: number } | undefined) {
          for (let after = from?.after ?? 0; ;) {
            keyPages += 1
            if (failKeys && keyPages > 1) throw new Error('the walk over the keys broke')
            const page = [...rows.keys()].filter((id) => id > after).slice(0, 2)
            after = page.at(-1) ?? after
            yield { items: page.map((id): Key => [id]), next: { after }, end: page.length < 2 }
            if (page.length < 2) return
          }
        },
      }),
    },
    ...(options.canGet !== false && {
      get: {
        maxKeys: 2,
        read: async (_context: unknown, keys: readonly Key[]) =>
          keys.map(([id]) => {
            asked.push(Number(id))
            return rows.get(Number(id)) ?? null
          }),
      },
    }),
  })
}

const later = (days: number) => ({ clock: engineClock(() => Date.now() + days * dayMs) })

test('what is gone is found by a walk over the keys once a day, and confirmed', async () => {
  const connection = streamsConnection({ orders: tailStream() })
  await host.sync(connection)
  rows.delete(3)
  expect((await host.sync(connection)).runs).toMatchObject([{ deleted: 0 }])
  expect(keyPages).toBe(0)
  const { runs } = await host.sync(connection, { engine: later(1.1) })
  expect(runs).toMatchObject([{ deleted: 1 }])
  expect(asked).toStrictEqual([3])
  await host.sync(connection, { engine: later(1.2) })
  expect(keyPages).toBe(3)
})

test('a key that a walk misses although it is there is not deleted', async () => {
  const connection = streamsConnection({ orders: tailStream() })
  await host.sync(connection)
  const hidden = { id: 4, changed: 4 }
  const walked = rows
  rows = new Map([...walked].filter(([id]) => id !== 4))
  const lying = tailStream()
  const get = { maxKeys: 2, read: async () => [hidden] }
  const { runs } = await host.sync(streamsConnection({ orders: { ...lying, get } }), {
    sweep: true,
  })
  expect(runs).toMatchObject([{ deleted: 0, written: 0 }])
})

test('a key that the store lacks is asked for', async () => {
  const connection = streamsConnection({ orders: tailStream() })
  await host.sync(connection)
  rows.set(9, { id: 9, changed: 0 })
  const { runs } = await host.sync(connection, { sweep: true })
  expect(runs).toMatchObject([{ written: 1, deleted: 0 }])
  expect(asked).toStrictEqual([9])
})

test('a walk over the keys that breaks deletes nothing, and goes on where it stopped', async () => {
  const connection = streamsConnection({ orders: tailStream() })
  await host.sync(connection)
  rows.delete(1)
  failKeys = true
  const broken = await host.sync(connection, { sweep: true })
  expect(broken).toMatchObject({ ok: false, runs: [{ deleted: 0 }] })
  failKeys = false
  keyPages = 0
  const { ok, runs } = await host.sync(connection)
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ deleted: 1 }] })
  expect(keyPages).toBe(2)
})

test('without a way to ask, a record is deleted when two walks in a row lack it', async () => {
  const connection = streamsConnection({ orders: tailStream({ canGet: false }) })
  await host.sync(connection)
  rows.delete(2)
  expect((await host.sync(connection, { sweep: true })).runs).toMatchObject([{ deleted: 0 }])
  expect((await host.sync(connection, { sweep: true })).runs).toMatchObject([{ deleted: 1 }])
})

test('where deletions are reported, lost reports are looked for once a month', async () => {
  const connection = streamsConnection({ orders: tailStream({ deletes: 'reported' }) })
  await host.sync(connection)
  rows.delete(2)
  expect((await host.sync(connection, { engine: later(29) })).runs).toMatchObject([{ deleted: 0 }])
  expect((await host.sync(connection, { engine: later(31) })).runs).toMatchObject([{ deleted: 1 }])
})

test('where nothing is ever deleted, nothing is looked for', async () => {
  const connection = streamsConnection({ orders: tailStream({ deletes: 'never' }) })
  await host.sync(connection)
  rows.delete(2)
  const { runs } = await host.sync(connection, { sweep: true, engine: later(400) })
  expect({ runs, keyPages, asked }).toMatchObject({
    runs: [{ deleted: 0 }],
    keyPages: 0,
    asked: [],
  })
})

test('a stream whose keys cannot be walked is read anew once a month', async () => {
  const connection = streamsConnection({ orders: tailStream({ canSweep: false }) })
  await host.sync(connection)
  rows.delete(2)
  expect((await host.sync(connection, { engine: later(29) })).runs).toMatchObject([{ read: 0 }])
  expect((await host.sync(connection, { engine: later(31) })).runs).toMatchObject([
    { read: 4, deleted: 1 },
  ])
})

test('too many missing at once are held, and looked through again only when due', async () => {
  for (let id = 6; id <= 80; id += 1) rows.set(id, { id, changed: id })
  const connection = streamsConnection({ orders: tailStream() })
  await host.sync(connection)
  for (let id = 1; id <= 60; id += 1) rows.delete(id)
  const held = await host.sync(connection, { sweep: true })
  expect(held.runs).toMatchObject([{ deleted: 0 }])
  keyPages = 0
  await host.sync(connection)
  expect(keyPages).toBe(0)
  const { runs } = await host.sync(connection, { acceptDeletes: true })
  expect(runs).toMatchObject([{ deleted: 60 }])
})
