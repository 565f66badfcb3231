import { randomUUID } from 'node:crypto'
import { canonicalise, type Entry, type Json } from '@cartograph/core'
import { openLines } from '../connections/index.ts'
import {
  connectionScene,
  processWebhook,
  recordScenes,
  refreshDoubtful,
  webhookCommitter,
} from '../engine/index.ts'
import { engineClock } from '../queue/index.ts'
import { addWebhooks, staleRecords, type Store } from '../store/index.ts'
import { racingVendor, type RaceOptions } from './racing-vendor.ts'
import { noWaits, scriptedInstallation } from './scripted-installation.ts'
import { streamsConnection } from './streams-connection.ts'
import { virtualTime } from './virtual-time.ts'

/** The longest that the vendor takes to tell of a change. */
const longestDelayMs = 16_000

/** One history: the vendor lives, is listed again and again and tells of its changes. Gives back which records end wrong. */
export async function wrongAfter(options: RaceOptions): Promise<readonly string[]> {
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
  const commit = webhookCommitter(scene, scenes)
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
    await host.store.write((dialect, org) => addWebhooks(dialect, org, [webhook]))
    await processWebhook(scene, webhook, Promise.resolve({ entries: [entry] }), commit)
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

/** Histories that are long enough to go wrong, and short enough for many of them. */
export const raceSize = { keys: 12, operations: 120, lateShare: 0.3 }
