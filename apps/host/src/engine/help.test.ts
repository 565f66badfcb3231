import { setTimeout as delay } from 'node:timers/promises'
import { upserts } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { openLines } from '../connections/index.ts'
import { acquireSlice, countRecords, openSlices, readSlices } from '../store/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { kit, streamsConnection } from '../testing/streams-connection.ts'
import { connectionScene, helpRead } from './index.ts'

const place = { connection: 'shop', stream: 'orders' }
const sliceCount = 12

let host: ScriptedInstallation
/** Who read which slice. */
let reads: { readonly slice: number; readonly by: string }[]
let failing: ReadonlySet<string>
/** Settles once a helper has begun to read; the run waits for it where it is to be helped. */
let helped: PromiseWithResolvers<void>
let isHelped: boolean
beforeEach(async () => {
  host = await scriptedInstallation()
  reads = []
  failing = new Set()
  helped = Promise.withResolvers()
  isHelped = false
})
afterEach(() => host.close())

/** A stream of many slices, as one process sees it. */
const connectionOf = (by: string) =>
  streamsConnection({
    orders: kit.stream({
      schema: z.object({ id: z.string() }),
      key: (row) => row.id,
      deletes: 'absent',
      list: {
        params: z.int(),
        position: z.null(),
        paging: 'stable',
        async *plan() {
          for (let slice = 0; slice < sliceCount; slice += 1) yield { params: slice }
        },
        async *read(_context, { params: slice }) {
          await delay(5)
          if (by !== 'run') helped.resolve()
          else if (isHelped) await helped.promise
          if (failing.has(by)) throw new Error(`${by} cannot read`)
          reads.push({ slice, by })
          yield { items: upserts([{ id: `${slice}` }]), next: null, end: true }
        },
      },
    }),
  })

const waits = { ...noWaits, watchMs: 5 }

function sceneOf(by: string) {
  const connection = connectionOf(by)
  return connectionScene({
    store: host.store,
    connection,
    line: openLines().of(connection),
    parts: connection.connector.parts({ config: {}, found: null }),
    signal: new AbortController().signal,
    owner: by,
    engine: { waits },
  })
}

const wanted = async () => true

test('helpers read slices of a run beside it, each once, and its report counts them all', async () => {
  isHelped = true
  const helping: Promise<unknown>[] = []
  const { ok, runs } = await host.sync(connectionOf('run'), {
    engine: { waits },
    onOpenSlices: () => {
      for (const by of ['one', 'two']) helping.push(helpRead(sceneOf(by), 'orders', wanted))
    },
  })
  await Promise.all(helping)
  expect({ ok, runs }).toMatchObject({
    ok: true,
    runs: [{ read: sliceCount, written: sliceCount }],
  })
  expect(reads.map(({ slice }) => slice).toSorted((a, b) => a - b)).toStrictEqual(
    Array.from({ length: sliceCount }, (_, slice) => slice),
  )
  expect(new Set(reads.map(({ by }) => by)).size).toBeGreaterThan(1)
})

test('what a helper cannot read is read by the run itself', async () => {
  failing = new Set(['one'])
  isHelped = true
  const helping: ReturnType<typeof helpRead>[] = []
  const { ok, runs } = await host.sync(connectionOf('run'), {
    engine: { waits },
    onOpenSlices: () => {
      helping.push(helpRead(sceneOf('one'), 'orders', wanted))
    },
  })
  const [help] = await Promise.all(helping)
  expect(help?.faults.length).toBeGreaterThan(0)
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ written: sliceCount }] })
})

test('a run waits for a slice that another process has, and goes on when its lease runs out', async () => {
  let held = false
  const { ok } = await host.sync(connectionOf('run'), {
    engine: { waits },
    onOpenSlices: () => {
      held = true
    },
  })
  expect({ ok, held }).toStrictEqual({ ok: true, held: true })
  const [slice] = await host.store.read((dialect, org) => readSlices(dialect, org, place))
  const id = slice?.id ?? ''
  reads = []
  const again = await host.sync(connectionOf('run'), {
    engine: { waits },
    onOpenSlices: () => {
      // A process that takes a slice and dies.
      void host.store.write((dialect, org) =>
        acquireSlice(dialect, org, place, id, { owner: 'dead', forMs: 100 }),
      )
    },
  })
  expect(again.ok).toBe(true)
  expect(reads).toHaveLength(sliceCount)
  const open = await host.store.read((dialect, org) => openSlices(dialect, org, place))
  expect(open).toStrictEqual([])
})

test('nobody helps once the run has ended', async () => {
  failing = new Set(['run'])
  await host.sync(connectionOf('run'), { engine: { waits } })
  const help = await helpRead(sceneOf('one'), 'orders', async () => false)
  expect(help.slices).toBe(0)
  const { live } = await host.store.read((dialect, org) => countRecords(dialect, org, place))
  expect(live).toBe(0)
})
