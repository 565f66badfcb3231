import { randomUUID } from 'node:crypto'
import { canonicalise, type Entry, type Json } from '@cartograph/core'
import * as fastCheck from 'fast-check'
import { expect, test, vi } from 'vitest'
import { openLines } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { addWebhook, staleRecords, type Place, type Store } from '../store/index.ts'
import { racingVendor, type RaceOptions } from '../testing/racing-vendor.ts'
import { noWaits, scriptedInstallation } from '../testing/scripted-installation.ts'
import { streamsConnection } from '../testing/streams-connection.ts'
import { virtualTime } from '../testing/virtual-time.ts'
import type * as burying from './bury.ts'
import { connectionScene, processWebhook, recordScenes, refreshDoubtful } from './index.ts'
import type * as turns from './turns.ts'

/** The longest that the vendor takes to tell of a change. */
const longestDelayMs = 16_000

type Judge = (incoming: object, stored: object) => string

const mutant = vi.hoisted(() => ({ name: '' }))

vi.mock('../store/judgement.ts', async (original) => {
  const real = await original<{ judge: Judge }>()
  return {
    judge: (...[incoming, stored]: Parameters<Judge>) => {
      const verdict = real.judge(incoming, stored)
      const isTie = verdict === 'indistinct'
      if (mutant.name === 'ties keep' && isTie) return 'older'
      if (mutant.name === 'ties replace' && isTie) return 'newer'
      return verdict
    },
  } satisfies typeof real
})

vi.mock('./turns.ts', async (original) => {
  const real = await original<typeof turns>()
  return {
    inTurn: async <Result>(...[store, place, work]: [Store, Place, () => Promise<Result>]) =>
      mutant.name === 'overlapping gets' ? work() : real.inTurn(store, place, work),
  } satisfies typeof real
})

vi.mock('./bury.ts', async (original) => {
  const real = await original<typeof burying>()
  return {
    bury: (...[scene, keys, at]: Parameters<typeof real.bury>) =>
      real.bury(scene, keys, mutant.name === 'deleted now' ? scene.clock.now() : at),
  } satisfies typeof real
})

/** One history: the vendor lives, is listed again and again and tells of its changes. Gives back which records end wrong. */
async function wrongAfter(options: RaceOptions): Promise<readonly string[]> {
  const host = await scriptedInstallation()
  const time = virtualTime(Date.parse('2026-11-25T12:00:00Z'))
  const clock = engineClock(() => time.now())
  const engine = { waits: noWaits, clock }
  const vendor = racingVendor(time, options)
  const connection = streamsConnection({ items: vendor.stream })
  const scene = connectionScene({
    store: host.store,
    connection,
    line: openLines().of(connection),
    parts: connection.connector.parts({ config: {}, found: null }),
    signal: new AbortController().signal,
    owner: 'races',
    engine,
  })
  const scenes = recordScenes(scene)
  const wrong: string[] = []
  const deliver = async (entry: Entry) => {
    const webhook = {
      id: randomUUID(),
      connection: 'shop',
      receivedAt: clock.now(),
      method: 'POST',
      target: '/',
      headers: [],
      body: new Uint8Array(),
      attempts: 0,
    }
    await host.store.write((dialect, org) => addWebhook(dialect, org, webhook))
    await processWebhook(scene, webhook, Promise.resolve({ entries: [entry] }), scenes)
  }
  try {
    const life = { isOver: false }
    const living = async () => {
      await vendor.live(deliver)
      life.isOver = true
    }
    const listing = async () => {
      // The last listing ends before the last messages come: it may not put right what they then get wrong.
      while (vendor.isChanging()) {
        await time.wait(2000)
        const began = time.now()
        const before = await natives(host.store)
        await host.sync(connection, { engine })
        const after = await natives(host.store)
        // All that was told of them has arrived long ago.
        for (const key of vendor.quietSince(began - longestDelayMs))
          if (before[key] !== undefined && after[key] === undefined)
            wrong.push(`${key} lives, and a listing deleted it`)
      }
    }
    const refreshing = async () => {
      while (!life.isOver) {
        await time.wait(700)
        await refreshDoubtful(scene, new Set(), scenes)
      }
    }
    await time.run(Promise.all([living(), listing(), refreshing()]))
    const peace = async () => {
      await time.wait(60_000)
      // What nobody told is found by a listing; what was told must be right without one.
      if (options.lostShare > 0) await host.sync(connection, { engine, acceptDeletes: true })
      await refreshDoubtful(scene, new Set(), scenes)
    }
    await time.run(peace())
    return [...wrong, ...differences(vendor.rows(), await natives(host.store))]
  } finally {
    await host.close()
  }
}

async function natives(store: Store): Promise<Readonly<Record<string, unknown>>> {
  const place = { connection: 'shop', stream: 'items' }
  const everything = Number.MAX_SAFE_INTEGER
  const records = await store.read((dialect, org) =>
    staleRecords(dialect, org, place, everything, '', 10_000),
  )
  return Object.fromEntries(
    records.map(({ data }) => {
      const row = JSON.parse(data) as { id: number }
      return [String(row.id), row]
    }),
  )
}

function differences(
  vendor: Readonly<Record<string, unknown>>,
  store: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(vendor), ...Object.keys(store)])].flatMap((key) => {
    const [want, have] = [vendor[key], store[key]].map((row) => canonicalise((row ?? null) as Json))
    return want === have ? [] : `${key}: the vendor has ${want}, the store ${have}`
  })
}

const size = { keys: 12, operations: 120, lateShare: 0.3 }
const runs = Number(process.env['RACE_RUNS'] ?? 4)
const histories = [true, false].flatMap((hasVersion) =>
  (['keyset', 'offset'] as const).flatMap((paging) =>
    [0, 0.05].map((lostShare) => Object.assign({ hasVersion, paging, lostShare }, size)),
  ),
)

test.each(histories)(
  'the store ends as the vendor does: versions $hasVersion, $paging paging, lost $lostShare',
  { timeout: 120_000 },
  async (history) => {
    await fastCheck.assert(
      fastCheck.asyncProperty(fastCheck.nat(), async (seed) => {
        expect(await wrongAfter({ ...history, seed })).toStrictEqual([])
      }),
      { numRuns: runs },
    )
  },
)

const unversioned = { ...size, hasVersion: false, paging: 'keyset', lostShare: 0 } as const
interface Mutant {
  readonly name: string
  readonly history: Omit<RaceOptions, 'seed'>
  /** The first seed that is tried: one that is known to notice. */
  readonly from?: number
}
const mutants: readonly Mutant[] = [
  { name: 'ties keep', history: { ...unversioned, hasVersion: true } },
  { name: 'ties keep', history: unversioned },
  { name: 'ties replace', history: unversioned },
  { name: 'deleted now', history: { ...unversioned, keys: 24, lateShare: 0.9 }, from: 27 },
  {
    name: 'absence without get',
    history: { ...unversioned, paging: 'offset', declares: 'stable', keys: 24 },
  },
]

test.each(mutants)(
  'the histories notice: $name',
  { timeout: 120_000 },
  async ({ name, history, from = 1 }: Mutant) => {
    mutant.name = name
    try {
      for (let seed = from; seed < from + 100; seed += 1)
        if ((await wrongAfter({ ...history, seed })).length > 0) return
      expect.fail(`No history ended wrong with the mutant ${name}.`)
    } finally {
      mutant.name = ''
    }
  },
)

test(
  'two questions for one record at the same time cannot confuse it',
  { timeout: 120_000 },
  async () => {
    mutant.name = 'overlapping gets'
    try {
      for (let seed = 1; seed <= runs; seed += 1)
        expect(await wrongAfter({ ...unversioned, seed })).toStrictEqual([])
    } finally {
      mutant.name = ''
    }
  },
)
