import type { Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesInState, unhindered, writeEntries } from '../store/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  refused,
  scriptedShop,
  shopConnection,
  type ScriptedShop,
} from '../testing/scripted-shop.ts'
import {
  deliveryMapping,
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(4)
  sink = scriptedSink()
  await host.sync(shopConnection(shop))
})
afterEach(() => host.close())

const push = (behaviour: SinkBehaviour = {}, more: Parameters<typeof sinkDelivery>[0] = {}) =>
  host.push([sinkConnection(sink, behaviour)], [sinkDelivery(more)])
/** Notes the keys of each call. */
const watch = (times: number) => {
  const calls: string[][] = []
  for (let time = 0; time < times; time += 1)
    sink.script.push((items, apply) => {
      calls.push(items.map(({ key }) => String(key[0])))
      return apply()
    })
  return calls
}

test('only items with the same value share a request', async () => {
  const calls = watch(2)
  await push({ by: (item) => (item.total > 200 ? 'large' : 'small') })
  expect(calls).toStrictEqual([
    ['shop:1', 'shop:2'],
    ['shop:3', 'shop:4'],
  ])
})

test('a request keeps to its bytes, not to its characters', async () => {
  const mapping = {
    ...deliveryMapping,
    fields: { ...deliveryMapping.fields, id: { $concat: ['æøå', '$.id'] } },
  }
  const calls = watch(4)
  // {"id":"æøåshop:1","total":100}: 30 characters, 33 bytes.
  await push({ maxBytes: 65 }, { mapping })
  expect(calls.map((call) => call.length)).toStrictEqual([1, 1, 1, 1])
  expect(
    await push(
      { maxBytes: 32 },
      {
        mapping: {
          ...mapping,
          id: 'again',
          fields: { ...mapping.fields, total: { $add: ['$.total', 1] } },
        },
      },
    ),
  ).toMatchObject({
    ok: false,
    runs: [{ failed: 4 }],
  })
})

test('a series keeps its order although its items go into different requests', async () => {
  const calls = watch(4)
  await push({
    by: (item) => (item.id === 'shop:2' ? 'b' : 'a'),
    serialBy: () => 'one',
  })
  expect(calls).toStrictEqual([['shop:1'], ['shop:2'], ['shop:3', 'shop:4']])
})

test('what comes later in a series waits for what could not be done', async () => {
  sink.script.push((items) => items.map((): Outcome => ({ status: 'untouched' })))
  const calls = watch(4)
  expect(await push({ maxItems: 1, serialBy: () => 'one' })).toMatchObject({ ok: true })
  expect(calls).toStrictEqual([['shop:1'], ['shop:2'], ['shop:3'], ['shop:4']])
})

test('no item of a series is sent while one at another sink of the connection is under way', async () => {
  const entry = {
    ...unhindered,
    item_key: '["other"]',
    delivery: 'other',
    entity: 'customer',
    id: 'x',
    state: 'sent' as const,
    fence: 1,
    op: 'write' as const,
    sent_hash: 'h',
    payload: '{}',
    sent_seq: 1,
    idempotency_key: 'k',
    sent_at: 0,
    owner: 'o',
    quiet_until: 0,
    acked_hash: null,
    remote_id: null,
    serial: 'ada',
    cause: 'live',
  }
  const place = { connection: 'vendor', sink: 'people' }
  await host.store.write((dialect, org) => writeEntries(dialect, org, place, [entry]))
  const behaviour = { serialBy: (item: { total: number }) => (item.total > 300 ? 'ada' : 'eve') }
  const connection = sinkConnection(sink, behaviour)
  const waits = { ...noWaits, scale: 1 }
  const blocked = await host.push([connection], [sinkDelivery()], { waits }, { longestWaitMs: 0 })
  expect(blocked).toMatchObject({ ok: false, runs: [{ sent: 3, remaining: 1 }] })
  await host.store.write((dialect, org) =>
    writeEntries(dialect, org, place, [{ ...entry, state: 'acked' }]),
  )
  expect(
    await host.push([connection], [sinkDelivery()], { waits }, { longestWaitMs: 5000 }),
  ).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
})

test('while halves look for the one bad item, none of the others counts as failed', async () => {
  const place = { connection: 'vendor', sink: 'orders' }
  const failed = () =>
    host.store.read((dialect, org) =>
      entriesInState(dialect, org, place, 'orders-out', 'failed', 10),
    )
  const during: number[] = []
  for (let call = 0; call < 5; call += 1)
    sink.script.push(async (items, apply) => {
      during.push((await failed()).length)
      return items.some(({ key }) => key[0] === 'shop:4')
        ? items.map((): Outcome => ({ status: 'failed', fault: refused('record') }))
        : apply()
    })
  expect(await push({ atomic: true })).toMatchObject({ runs: [{ sent: 3, failed: 1 }] })
  expect(during).toStrictEqual([0, 0, 0, 0, 0])
  expect((await failed()).map((entry) => entry.item_key)).toStrictEqual(['["shop:4"]'])
})

test('what is too old for a sink that takes the time of arrival is skipped once', async () => {
  const live = {
    at: (item: { total: number }) => (item.total > 200 ? Date.now() : 0),
    maxAgeMs: 60_000,
  }
  expect(await push({ live })).toMatchObject({ ok: true, runs: [{ sent: 2, skipped: 2 }] })
  expect(await push({ live })).toMatchObject({ runs: [{ sent: 0, skipped: 0, changes: 0 }] })
  shop.rows.delete(1)
  await host.sync(shopConnection(shop))
  // What never arrived is not deleted.
  expect(await push({ live })).toMatchObject({ ok: true, runs: [{ deleted: 0 }] })
})

test('what a person has not agreed to is not sent, and the reason is kept', async () => {
  const behaviour: SinkBehaviour = {
    subject: (item) => ({ customerId: item.id, needs: ['email'] }),
  }
  const report = await host.push(
    [sinkConnection(sink, behaviour)],
    [sinkDelivery()],
    {},
    {
      consents: async (subjects) =>
        subjects.map(({ customerId, needs }) =>
          customerId === 'shop:2' && needs?.includes('email') === true ? 'No consent.' : undefined,
        ),
    },
  )
  expect(report).toMatchObject({ ok: true, runs: [{ sent: 3, skipped: 1 }] })
  expect(sink.held.has('shop:2')).toBe(false)
  const place = { connection: 'vendor', sink: 'orders' }
  const skipped = await host.store.read((dialect, org) =>
    entriesInState(dialect, org, place, 'orders-out', 'skipped', 10),
  )
  expect(skipped).toMatchObject([{ item_key: '["shop:2"]', reason: 'No consent.' }])
})

test('what the vendor no longer knows is made anew, once', async () => {
  sink.script.push((_items, apply) =>
    apply().map((): Outcome => ({ status: 'ok', remoteId: 'r1' })),
  )
  await push()
  shop.rows.set(1, { id: 1, total: '9.00' })
  await host.sync(shopConnection(shop))
  const remoteIds: (string | undefined)[] = []
  sink.script.push((items) => {
    remoteIds.push(items[0]?.remoteId)
    return [{ status: 'failed', fault: refused('notFound') }]
  })
  sink.script.push((items, apply) => {
    remoteIds.push(items[0]?.remoteId)
    return apply()
  })
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1, failed: 0 }] })
  expect(remoteIds).toStrictEqual(['r1', undefined])
})

test('a delivery that sends another entity takes over what stays and deletes what does not', async () => {
  const customers = {
    id: 'shop-customer',
    from: { connector: 'scripted', stream: 'orders' },
    to: { entity: 'customer' },
    when: { $greater: ['$.id', 2] },
    fields: { id: { $string: '$.id' } },
  }
  const { mappings } = shopConnection(shop)
  await host.sync(shopConnection(shop, { mappings: [...mappings, customers] }))
  await push()
  sink.writes.clear()
  const mapping = {
    ...deliveryMapping,
    from: { entity: 'customer' },
    fields: { id: '$.id', total: 1 },
  }
  expect(await push({}, { from: 'customer', mapping })).toMatchObject({
    ok: true,
    runs: [{ sent: 2, deleted: 2, failed: 0 }],
  })
  expect([...sink.held]).toStrictEqual([
    ['shop:3', { id: 'shop:3', total: 1 }],
    ['shop:4', { id: 'shop:4', total: 1 }],
  ])
})

test('a crash in the middle of the walk still leaves nothing of the old form behind', async () => {
  await push()
  const mapping = { ...deliveryMapping, from: { entity: 'customer' } }
  const stopping = new AbortController()
  stopping.abort()
  await host.push(
    [sinkConnection(sink)],
    [sinkDelivery({ from: 'customer', mapping })],
    {},
    {
      signal: stopping.signal,
    },
  )
  await host.restart()
  expect(await push({}, { from: 'customer', mapping })).toMatchObject({
    ok: true,
    runs: [{ deleted: 4 }],
  })
  expect(sink.held.size).toBe(0)
})

test('a delivery that goes to another connection sends everything there, and leaves the old one alone', async () => {
  await push()
  const other = scriptedSink()
  shop.rows.delete(1)
  await host.sync(shopConnection(shop))
  const report = await host.push(
    [sinkConnection(sink), { ...sinkConnection(other), id: 'elsewhere' }],
    [sinkDelivery({ connection: 'elsewhere' })],
  )
  expect(report).toMatchObject({ ok: true, runs: [{ sent: 3, deleted: 0 }] })
  expect([other.held.size, sink.held.size, sink.calls]).toStrictEqual([3, 4, 1])
})
