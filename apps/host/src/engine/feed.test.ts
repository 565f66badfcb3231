import { fault, upserts, type Entry, type Feed, type Key } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { engineClock } from '../queue/index.ts'
import { readFeedState } from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { kit, streamsConnection } from '../testing/streams-connection.ts'

const dayMs = 86_400_000

interface Charge {
  id: string
  amount: number
}

let host: ScriptedInstallation
let now: number
let charges: Map<string, Charge>
let log: Entry[]
let listings: number
let asked: string[]
let until: number[]
let beforeListing: (() => void) | undefined
let failAfterPage: number | undefined
let forgets: boolean

beforeEach(async () => {
  host = await scriptedInstallation()
  now = Date.parse('2026-11-25T12:00:00Z')
  charges = new Map(['a', 'b', 'c'].map((id) => [id, { id, amount: 1 }]))
  log = []
  listings = 0
  asked = []
  until = []
  beforeListing = undefined
  failAfterPage = undefined
  forgets = false
})
afterEach(() => host.close())

const chargeStream = () =>
  kit.stream({
    schema: z.object({ id: z.string(), amount: z.number() }),
    key: (row) => row.id,
    deletes: 'reported',
    list: {
      params: z.null(),
      position: z.null(),
      paging: 'stable',
      async *plan() {
        yield { params: null }
      },
      async *read() {
        beforeListing?.()
        beforeListing = undefined
        listings += 1
        now += 100
        yield {
          items: upserts([...structuredClone(charges).values()]),
          next: null,
          end: true,
        }
      },
    },
    get: {
      maxKeys: 10,
      read: async (_context: unknown, keys: readonly Key[]) =>
        keys.map(([id]) => {
          asked.push(String(id))
          now += 10
          const row = charges.get(String(id))
          return row === undefined ? null : { ...row }
        }),
    },
  })

const feed: Feed<unknown, number> = {
  streams: ['charges'],
  position: z.number(),
  retentionMs: 30 * dayMs,
  settleMs: 60_000,
  start: async () => log.length,
  async *read(context, from) {
    if (forgets) {
      forgets = false
      throw fault({ kind: 'conflict', message: 'The position is gone.' })
    }
    until.push(context.run.until)
    for (let at = from, page = 1; ; page += 1) {
      const items = log.slice(at, at + 2)
      at += items.length
      if (failAfterPage !== undefined && page > failAfterPage) throw new Error('the log broke')
      now += 10
      yield { items, next: at, end: items.length < 2 }
      if (items.length < 2) return
    }
  },
}

const connection = () => streamsConnection({ charges: chargeStream() }, [], {}, { feed })

const sync = (options = {}) =>
  host.sync(connection(), { engine: { clock: engineClock(() => now) }, ...options })

/** The vendor changes a charge, and its log says so. */
function change(id: string, amount: number): void {
  now += 5000
  charges.set(id, { id, amount })
  log.push({ op: 'upsert', stream: 'charges', row: { id, amount }, id: `e${log.length}`, at: now })
  now += 5000
}

function remove(id: string): void {
  now += 5000
  charges.delete(id)
  log.push({ op: 'delete', stream: 'charges', key: [id], id: `e${log.length}`, at: now })
  now += 5000
}

test('what a log covers is listed once, and then only its changes are read', async () => {
  expect(await sync()).toMatchObject({ ok: true, runs: [{ stream: 'charges', written: 3 }] })
  change('a', 2)
  change('d', 1)
  remove('b')
  const { ok, runs } = await sync()
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ read: 3, written: 2, deleted: 1 }] })
  expect(listings).toBe(1)
  expect((await sync()).runs).toMatchObject([{ read: 0, written: 0 }])
})

test('a change during the first listing is read from the log afterwards', async () => {
  beforeListing = () => change('a', 7)
  const { runs } = await sync()
  expect(runs).toMatchObject([{ read: 4 }])
  charges.clear()
  expect((await sync()).runs).toMatchObject([{ read: 0, deleted: 0 }])
})

test('the log is read up to a moment before now, because entries become visible late', async () => {
  await sync()
  expect(until[0]).toBeLessThanOrEqual(now - 60_000)
})

test('an entry that came before is not written again', async () => {
  await sync()
  change('a', 2)
  await sync()
  const [again] = log.slice(-1)
  if (again === undefined) throw new Error('The log is empty.')
  log.push({ ...again, row: { id: 'a', amount: 99 } } as Entry)
  expect((await sync()).runs).toMatchObject([{ read: 1, written: 0 }])
})

test('a log that breaks goes on after the last page that was committed', async () => {
  await sync()
  for (const amount of [2, 3, 4]) change('a', amount)
  failAfterPage = 1
  const broken = await sync()
  expect(broken.ok).toBe(false)
  expect(broken.runs.at(-1)).toMatchObject({ stream: '@feed', fault: { kind: 'contract' } })
  failAfterPage = undefined
  expect((await sync()).runs).toMatchObject([{ read: 1, written: 1 }])
})

test('a position older than the vendor keeps its log lists everything again, and says so', async () => {
  await sync()
  charges.set('a', { id: 'a', amount: 5 })
  now += 31 * dayMs
  const { ok, runs } = await sync()
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ read: 3, written: 1 }] })
  expect(runs[0]?.notes).toStrictEqual([
    'The changes of shop were last read more than 30 days ago, longer than the vendor keeps them: everything is listed again.',
  ])
  expect(listings).toBe(2)
})

test('a position that the vendor does not know any more lists everything again', async () => {
  await sync()
  charges.set('a', { id: 'a', amount: 5 })
  forgets = true
  const { ok, runs } = await sync()
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ written: 1 }, { stream: '@feed' }] })
})

test('a hint of the log asks for the record', async () => {
  await sync()
  charges.set('c', { id: 'c', amount: 9 })
  log.push({ op: 'refresh', stream: 'charges', key: ['c'] })
  expect((await sync()).runs).toMatchObject([{ written: 1 }])
  expect(asked).toStrictEqual(['c'])
})

test('a hint without a key lists the stream again', async () => {
  await sync()
  charges.set('c', { id: 'c', amount: 9 })
  log.push({ op: 'refresh', stream: 'charges' })
  expect((await sync()).runs).toMatchObject([{ written: 1 }])
  expect(listings).toBe(2)
})

test('a reading that another one overtook writes nothing', async () => {
  await sync()
  change('a', 2)
  const [first, second] = await Promise.all([sync(), sync()])
  expect([first, second].filter(({ ok }) => ok).length).toBeGreaterThan(0)
  const state = await host.store.read((dialect, org) => readFeedState(dialect, org, 'shop'))
  expect(state?.position).toBe('1')
})

test('lost deletions are looked for where the log reports them', async () => {
  await sync()
  charges.delete('a')
  now += 31 * dayMs
  expect((await sync()).runs).toMatchObject([{ deleted: 1 }])
})
