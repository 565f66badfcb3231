import { setTimeout as delay } from 'node:timers/promises'
import { fault } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import type { Connection, Delivery } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { lastSyncRuns, openStore, queueSyncRun } from '../store/index.ts'
import { shortWaits, until } from '../testing/scripted-host.ts'
import { noWaits } from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'
import { newStorePlace } from '../testing/test-stores.ts'
import { openWork, type OpenWork } from './index.ts'
import { tickSchedules } from './schedule-ticks.ts'

interface Process {
  readonly work: OpenWork
  /** Ends it in order. */
  stop(): Promise<void>
}

/** Hosts of one store in PostgreSQL, each with a connection to it of its own. */
async function severalHosts(
  count: number,
  connectionsOf: (by: number) => readonly Connection[],
  deliveries: readonly Delivery[] = [],
): Promise<readonly Process[]> {
  const place = await newStorePlace('postgres')
  const all: Process[] = []
  for (let by = 0; by < count; by += 1) {
    const store = await openStore({ store: place.address, organisation: 'nordlys' })
    const stopping = new AbortController()
    const work = await openWork(
      {
        store,
        lines: openLines(),
        configuration: {
          file: '/nowhere/cartograph.yaml',
          folder: '/nowhere',
          organisation: 'nordlys',
          store: place.address,
          connections: new Map(connectionsOf(by).map((each) => [each.id, each])),
          deliveries: new Map(deliveries.map((each) => [each.id, each])),
        },
      },
      {
        log: () => {},
        signal: stopping.signal,
        waits: { ...shortWaits, tickMs: 100, lookMs: 300, leaseMs: 1000 },
        engine: { waits: noWaits },
      },
    )
    let ended: Promise<void> | undefined
    const stop = () => {
      stopping.abort()
      ended ??= work.idle().then(() => store.close())
      return ended
    }
    all.push({ work, stop })
  }
  onTestFinished(async () => {
    await Promise.all(all.map((host) => host.stop()))
    await place.remove()
  })
  return all
}

const reading = (connection: Connection): Connection => ({ ...connection, schedule: '0 3 * * *' })

test('what one host reads, one of them delivers, and every item is sent once', async () => {
  const sink = scriptedSink()
  const shop = scriptedShop(20)
  const hosts = await severalHosts(3, () => [reading(shopConnection(shop)), sinkConnection(sink)], [
    sinkDelivery(),
  ])
  for (const { work } of hosts) await work.begin()
  await until(() => sink.held.size === 20)
  await delay(400)
  expect([...sink.writes.values()]).toStrictEqual(Array.from({ length: 20 }, () => 1))
  const [first] = hosts
  const runs = await first?.work.host.store.read((dialect, org) => lastSyncRuns(dialect, org, 9))
  expect(runs?.map(({ cause, ok }) => ({ cause, ok }))).toStrictEqual([
    { cause: 'first', ok: true },
  ])
})

test('a slot of a schedule is met once, however many hosts look', async () => {
  const hosts = await severalHosts(3, () => [reading(shopConnection(scriptedShop(1)))])
  const later = Date.now() + 2 * 86_400_000
  const fired = await Promise.all(hosts.map(({ work }) => tickSchedules(work.host.store, later)))
  expect(fired.flat().map(({ connection }) => connection)).toStrictEqual(['shop'])
})

test('a run whose host is gone is taken up by another', async () => {
  const shop = scriptedShop(3)
  let isStuck = true
  const stuck = shopConnection(shop)
  const { connector } = stuck
  const hanging: Connection = {
    ...stuck,
    connector: {
      ...connector,
      check: async (context) => {
        // The first host hangs in its check until it is stopped.
        if (isStuck)
          await new Promise((_, reject) => {
            context.signal.addEventListener('abort', () =>
              reject(fault({ kind: 'transient', message: 'It was called off.' })),
            )
          })
        return connector.check(context)
      },
    },
  }
  const hosts = await severalHosts(2, () => [hanging])
  const [first, second] = hosts
  if (first === undefined || second === undefined) throw new Error('There are two hosts.')
  const { store, clock } = first.work.host
  await first.work.begin()
  await store.write((dialect, org) =>
    queueSyncRun(
      dialect,
      org,
      {
        id: 'r1',
        connection: 'shop',
        streams: undefined,
        full: false,
        cause: 'person',
        attempt: 0,
        notBefore: 0,
      },
      clock.now(),
    ),
  )
  const runs = () => second.work.host.store.read((dialect, org) => lastSyncRuns(dialect, org, 9))
  await until(async () => (await runs()).some(({ status }) => status === 'running'))
  isStuck = false
  await first.stop()
  await second.work.begin()
  await until(async () => (await runs()).some(({ ok }) => ok === true))
  expect((await runs()).map(({ id, ok }) => ({ id, ok }))).toStrictEqual([{ id: 'r1', ok: true }])
})
