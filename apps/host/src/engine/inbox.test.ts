import { fault, type Entry, type Registration } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import {
  countWebhooks,
  dueWebhooks,
  openSyncRuns,
  readLetters,
  startSyncRun,
  writeRegistrations,
  type Store,
} from '../store/index.ts'
import { rightSignature, scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import {
  connectionScene,
  parseWebhook,
  processWebhook,
  receiveWebhook,
  recordScenes,
  refreshDoubtful,
  recentRegistrations,
  webhookCommitter,
  webhookKeeper,
  webhookLetters,
  type ConnectionScene,
} from './index.ts'

let host: ScriptedInstallation
let now = 0
let clock = engineClock()
beforeEach(async () => {
  host = await scriptedInstallation()
  now = Date.parse('2026-11-25T12:00:00Z')
  clock = engineClock(() => now)
})
afterEach(() => host.close())

function sceneOf(connection: Connection, store: Store = host.store): ConnectionScene {
  return connectionScene({
    store,
    connection,
    line: openLines().of(connection),
    parts: connection.connector.parts({ config: {}, found: null }),
    signal: new AbortController().signal,
    owner: 'test',
    engine: { waits: noWaits, clock },
  })
}

function receive(
  scene: ConnectionScene,
  body: unknown,
  headers: readonly (readonly [string, string])[] = [],
) {
  now += 1
  const arrival = {
    receivedAt: clock.now(),
    method: 'POST',
    target: '?topic=orders',
    headers: [['x-signature', rightSignature], ...headers],
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  } as const
  return receiveWebhook(scene, arrival, toolsOf(scene))
}

function toolsOf({ store }: ConnectionScene) {
  return { keep: webhookKeeper(store), registered: recentRegistrations(store, 'shop') }
}

const waiting = (store = host.store) =>
  store.read((dialect, org) => dueWebhooks(dialect, org, 'shop', clock.now(), 100))

async function workOff(scene: ConnectionScene) {
  const commit = webhookCommitter(scene, recordScenes(scene))
  const results = []
  for (const webhook of await waiting(scene.store))
    results.push(await processWebhook(scene, webhook, parseWebhook(scene, webhook), commit))
  return results
}

/** Works on all that waits at the same time; gives back how many transactions wrote something, too. */
async function workOffTogether(scene: ConnectionScene) {
  let writes = 0
  const store: Store = {
    ...scene.store,
    write: (work, turn) => {
      writes += 1
      return scene.store.write(work, turn)
    },
  }
  const watched = { ...scene, store }
  const due = await waiting(store)
  const scenes = recordScenes(watched)
  await scenes.of('orders')
  writes = 0
  const commit = webhookCommitter(watched, scenes)
  const parsed = due.map((webhook) => ({ webhook, parsing: parseWebhook(watched, webhook) }))
  await Promise.allSettled(parsed.map(({ parsing }) => parsing))
  const results = await Promise.all(
    parsed.map(({ webhook, parsing }) => processWebhook(watched, webhook, parsing, commit)),
  )
  return { statuses: results.map(({ status }) => status), writes }
}

const counts = () => host.store.read((dialect, org) => countWebhooks(dialect, org, 'shop'))
const openRuns = () => host.store.read((dialect, org) => openSyncRuns(dialect, org, 'shop'))

const upsert = (id: number, total: string, more: Partial<Entry> = {}): Entry =>
  ({ op: 'upsert', stream: 'orders', row: { id, total }, ...more }) as Entry
const hint = (key?: number): Entry => ({
  op: 'refresh',
  stream: 'orders',
  ...(key !== undefined && { key: [key] }),
})

test('a webhook is kept as it came before anybody asks what it says', async () => {
  const hooks = scriptedHooks()
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), hooks))
  const body = '{"entries":[],  "note":"\u00e9"}'
  expect(await receive(scene, body, [['x-topic', 'orders']])).toMatchObject({ status: 'stored' })
  expect(hooks.parsed).toBe(0)
  const [kept] = await waiting()
  expect(Buffer.from(kept?.body ?? []).toString('utf8')).toBe(body)
  expect(kept).toMatchObject({ method: 'POST', target: '?topic=orders', attempts: 0 })
  expect(kept?.headers).toContainEqual(['x-topic', 'orders'])
})

test('what the caller proved himself with is not kept', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  await receive(scene, { entries: [] }, [['Authorization', 'Basic abc']])
  const [kept] = await waiting()
  expect(kept?.headers.map(([name]) => name)).toStrictEqual(['x-signature'])
})

test.each([
  [undefined, 401],
  [410, 410],
])('a wrong signature is refused for good and kept nowhere (%s)', async (refused, answer) => {
  const hooks = scriptedHooks(refused === undefined ? {} : { refused })
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), hooks))
  const arrival = {
    receivedAt: now,
    method: 'POST',
    target: '',
    headers: [],
    body: new Uint8Array(),
  }
  expect(await receiveWebhook(scene, arrival, toolsOf(scene))).toMatchObject({
    status: 'refused',
    answer,
  })
  expect(await counts()).toStrictEqual({})
})

test.each([
  [undefined, 503],
  [500, 500],
])('what cannot be committed is to be delivered again (%s)', async (unavailable, answer) => {
  const hooks = scriptedHooks(unavailable === undefined ? {} : { unavailable })
  const full: Store = {
    ...host.store,
    write: () => Promise.reject(fault({ kind: 'transient', message: 'The disk is full.' })),
  }
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), hooks), full)
  expect(await receive(scene, { entries: [] })).toMatchObject({
    status: 'unavailable',
    answer,
    fault: { message: 'The disk is full.' },
  })
})

test('a webhook that cannot be verified now is to be delivered again', async () => {
  const connection = withHooks(shopConnection(scriptedShop(0)), scriptedHooks())
  const scene = sceneOf(connection)
  const parts = {
    ...scene.parts,
    webhook: {
      verify: () => Promise.reject(fault({ kind: 'transient', message: 'No key to check with.' })),
      parse: async () => ({ entries: [] }),
    },
  }
  expect(await receive({ ...scene, parts }, { entries: [] })).toMatchObject({
    status: 'unavailable',
    answer: 503,
  })
  expect(await counts()).toStrictEqual({})
})

test('a secret that the vendor was given a moment ago is known, although none was known before', async () => {
  const hooks = scriptedHooks()
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), hooks))
  const verified: string[][] = []
  const parts = {
    ...scene.parts,
    webhook: {
      verify: async (_context: unknown, _request: Request, known: readonly Registration[]) => {
        verified.push(known.map(({ id }) => id))
        if (known.length === 0) throw fault({ kind: 'auth', message: 'No secret is known.' })
      },
      parse: async () => ({ entries: [] }),
    },
  }
  const own = { ...scene, parts }
  const tools = toolsOf(own)
  const arrival = {
    receivedAt: now,
    method: 'POST',
    target: '',
    headers: [],
    body: Buffer.from('x'),
  }
  expect(await receiveWebhook(own, arrival, tools)).toMatchObject({ status: 'refused' })
  await host.store.write((dialect, org) =>
    writeRegistrations(dialect, org, 'shop', [{ id: 'hook-1' }], now),
  )
  expect(await receiveWebhook(own, arrival, tools)).toMatchObject({ status: 'stored' })
  expect(verified).toStrictEqual([[], [], ['hook-1']])
})

test('the entries of a body become rows in the transaction that ends the webhook', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  await receive(scene, { entries: [upsert(1, '10.00'), upsert(2, '20.00')] })
  expect(await workOff(scene)).toStrictEqual([
    { status: 'done', streams: ['orders'], lists: false },
  ])
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000, 'shop:2': 2000 })
  expect(await counts()).toStrictEqual({ done: 1 })
})

test('a webhook that was committed is taken up by the next process', async () => {
  const connection = withHooks(shopConnection(scriptedShop(0)), scriptedHooks())
  await receive(sceneOf(connection), { entries: [upsert(1, '10.00')] })
  await host.restart()
  await workOff(sceneOf(connection))
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000 })
})

test('a webhook that has ended writes nothing a second time', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  await receive(scene, { entries: [upsert(1, '10.00')] })
  const [webhook] = await waiting()
  if (webhook === undefined) throw new Error('Nothing waits.')
  await workOff(scene)
  const other = Promise.resolve({ entries: [upsert(1, '99.00')] })
  await processWebhook(scene, webhook, other, webhookCommitter(scene, recordScenes(scene)))
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000 })
})

test('an entry with an id that the stream has had is not written again, in whatever body it comes', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  const at = now
  await receive(scene, { entries: [upsert(1, '10.00', { id: 'e1', at })] })
  await receive(scene, { entries: [upsert(1, '99.00', { id: 'e1', at: at + 60_000 })] })
  await workOff(scene)
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000 })
})

test('webhooks that are worked on at the same time are written in one transaction', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  for (const id of [1, 2, 3]) await receive(scene, { entries: [upsert(id, `${id}.00`)] })
  await workOff(scene)
  for (const id of [1, 2, 3])
    await receive(scene, { entries: [upsert(id, `${id}0.00`, { at: now + 60_000 * id })] })
  now += 300_000
  const { statuses, writes } = await workOffTogether(scene)
  expect([statuses, writes]).toStrictEqual([['done', 'done', 'done'], 1])
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000, 'shop:2': 2000, 'shop:3': 3000 })
})

test('one that cannot be written holds up none that is worked on at the same time', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  await receive(scene, { entries: [upsert(1, '10.00')] })
  await receive(scene, { entries: [{ op: 'refresh', stream: 'refunds' }] })
  await receive(scene, { entries: [upsert(2, '20.00')] })
  expect((await workOffTogether(scene)).statuses).toStrictEqual(['done', 'postponed', 'done'])
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000, 'shop:2': 2000 })
})

test('an entry that comes in two bodies at the same time is written once', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  const at = now
  await receive(scene, { entries: [upsert(1, '10.00', { id: 'e1', at })] })
  await receive(scene, { entries: [upsert(1, '99.00', { id: 'e1', at: at + 60_000 })] })
  await workOffTogether(scene)
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000 })
})

test('of those that are worked on at the same time the later instant stands, in whatever order they came', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  const at = now - 600_000
  for (const [minute, total] of [
    [3, '30.00'],
    [1, '10.00'],
    [4, '40.00'],
    [2, '20.00'],
  ] as const)
    await receive(scene, { entries: [upsert(1, total, { at: at + minute * 60_000 })] })
  await workOffTogether(scene)
  expect(await host.rows()).toStrictEqual({ 'shop:1': 4000 })
})

test('without an id nothing is dropped', async () => {
  const hooks = scriptedHooks()
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(3), { canGet: true }), hooks))
  await receive(scene, { entries: [hint(1)] })
  await receive(scene, { entries: [hint(1)] })
  await workOff(scene)
  expect([hooks.parsed, await counts()]).toStrictEqual([2, { done: 2 }])
})

test('one body may speak of a key twice, and the later instant stands', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  const at = now - 60_000
  const entries = [upsert(1, '10.00', { at }), upsert(1, '20.00', { at: at + 30_000 })]
  await receive(scene, { entries })
  await workOff(scene)
  expect(await host.rows()).toStrictEqual({ 'shop:1': 2000 })
})

test('an entry that shows an earlier instant than what was read changes nothing', async () => {
  const connection = withHooks(shopConnection(scriptedShop(1)), scriptedHooks())
  await host.sync(connection, { engine: { clock } })
  const scene = sceneOf(connection)
  await receive(scene, { entries: [upsert(1, '99.00', { at: now - 3_600_000 })] })
  await workOff(scene)
  expect(await host.rows()).toStrictEqual({ 'shop:1': 100 })
})

test('a row that may be older or newer than what is known is asked for', async () => {
  const shop = scriptedShop(1)
  const connection = withHooks(shopConnection(shop, { canGet: true }), scriptedHooks())
  await host.sync(connection, { engine: { clock } })
  const scene = sceneOf(connection)
  shop.rows.set(1, { id: 1, total: '2.00' })
  await receive(scene, { entries: [upsert(1, '99.00')] })
  await workOff(scene)
  now += 1000
  await refreshDoubtful(scene, new Set(), recordScenes(scene))
  expect([shop.asked, await host.rows()]).toStrictEqual([[1], { 'shop:1': 200 }])
})

test('what a webhook says is deleted is deleted', async () => {
  const connection = withHooks(shopConnection(scriptedShop(2)), scriptedHooks())
  await host.sync(connection, { engine: { clock } })
  const scene = sceneOf(connection)
  now += 60_000
  await receive(scene, { entries: [{ op: 'delete', stream: 'orders', key: [2], at: now }] })
  await workOff(scene)
  expect(await host.rows()).toStrictEqual({ 'shop:1': 100 })
})

test('hints at keys are asked for together', async () => {
  const shop = scriptedShop(3)
  const scene = sceneOf(withHooks(shopConnection(shop, { canGet: true }), scriptedHooks()))
  for (const key of [3, 1, 2, 1]) await receive(scene, { entries: [hint(key)] })
  await workOff(scene)
  await refreshDoubtful(scene, new Set(), recordScenes(scene))
  expect(shop.asked).toStrictEqual([1, 2, 3])
  expect(await host.rows()).toStrictEqual({ 'shop:1': 100, 'shop:2': 200, 'shop:3': 300 })
})

test('of two equal hints around a read, the second has the key read again, and the reads do not overlap', async () => {
  const shop = scriptedShop(1)
  const connection = withHooks(shopConnection(shop, { canGet: true }), scriptedHooks())
  const held = Promise.withResolvers<undefined>()
  const begun = Promise.withResolvers<undefined>()
  let overlapping = 0
  const slow: Connection = {
    ...connection,
    connector: {
      ...connection.connector,
      parts: (known) => {
        const parts = connection.connector.parts(known)
        const orders = parts.streams?.['orders']
        const get = orders?.get
        if (orders === undefined || get === undefined) throw new Error('No orders to get.')
        const read: typeof get.read = async (context, keys) => {
          overlapping += 1
          expect(overlapping).toBe(1)
          const answers = await get.read(context, keys)
          begun.resolve(undefined)
          await held.promise
          overlapping -= 1
          return answers
        }
        return { ...parts, streams: { orders: { ...orders, get: { ...get, read } } } }
      },
    },
  }
  const scene = sceneOf(slow)
  await receive(scene, { entries: [hint(1)] })
  await workOff(scene)
  const first = refreshDoubtful(scene, new Set(), recordScenes(scene))
  await begun.promise
  shop.rows.set(1, { id: 1, total: '5.00' })
  await receive(scene, { entries: [hint(1)] })
  await workOff(scene)
  const second = refreshDoubtful(scene, new Set(), recordScenes(scene))
  now += 10
  held.resolve(undefined)
  await Promise.all([first, second])
  expect([shop.asked, await host.rows()]).toStrictEqual([[1, 1], { 'shop:1': 500 }])
})

test('hints without a key collapse onto a listing that is queued, and not onto one that has begun', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(1)), scriptedHooks()))
  for (let time = 0; time < 3; time += 1) await receive(scene, { entries: [hint()] })
  expect(await workOff(scene)).toContainEqual({ status: 'done', streams: [], lists: true })
  const [only, ...others] = await openRuns()
  expect([only?.streams, only?.cause, others]).toStrictEqual([['orders'], 'hint', []])
  await host.store.write((dialect, org) => startSyncRun(dialect, org, only?.id ?? '', now))
  await receive(scene, { entries: [hint()] })
  await workOff(scene)
  expect((await openRuns()).map(({ status }) => status)).toStrictEqual(['running', 'queued'])
})

test('a hint at a key of a stream that cannot be asked for one has it listed again', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(1)), scriptedHooks()))
  await receive(scene, { entries: [hint(1)] })
  await workOff(scene)
  expect(await openRuns()).toMatchObject([{ streams: ['orders'], cause: 'hint' }])
})

test('what a webhook says of streams that are not enabled is left out', async () => {
  const connection = withHooks(shopConnection(scriptedShop(0)), scriptedHooks())
  const scene = sceneOf({ ...connection, streams: [] })
  await receive(scene, { entries: [upsert(1, '10.00'), hint()] })
  expect(await workOff(scene)).toStrictEqual([{ status: 'done', streams: [], lists: false }])
  expect([await host.rows(), await openRuns()]).toStrictEqual([{}, []])
})

test('a body that cannot be understood is a dead letter after five attempts, with what it was', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  await receive(scene, 'no JSON')
  const statuses = []
  for (let attempt = 0; attempt < 5; attempt += 1)
    statuses.push(...(await workOff(scene)).map(({ status }) => status))
  expect(statuses).toStrictEqual([...Array.from({ length: 4 }, () => 'postponed'), 'failed'])
  expect(await counts()).toStrictEqual({ failed: 1 })
  const letters = await host.store.read((dialect, org) =>
    readLetters(dialect, org, webhookLetters('shop'), 10),
  )
  expect(letters).toMatchObject([{ record: '"no JSON"', fault: { kind: 'contract' } }])
})

test('a vendor that is down is waited for, however often', async () => {
  const hooks = scriptedHooks()
  for (let time = 0; time < 9; time += 1)
    hooks.failures.push(fault({ kind: 'transient', message: 'Down.' }))
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), hooks))
  await receive(scene, { entries: [upsert(1, '10.00')] })
  for (let attempt = 0; attempt < 10; attempt += 1) await workOff(scene)
  expect(await host.rows()).toStrictEqual({ 'shop:1': 1000 })
})

test('a webhook of a stream that does not exist fails, and names it', async () => {
  const scene = sceneOf(withHooks(shopConnection(scriptedShop(0)), scriptedHooks()))
  await receive(scene, { entries: [{ op: 'refresh', stream: 'refunds' }] })
  expect(await workOff(scene)).toMatchObject([
    {
      status: 'postponed',
      fault: { kind: 'contract', message: expect.stringContaining('refunds') },
    },
  ])
})
