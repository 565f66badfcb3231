import { setTimeout as delay } from 'node:timers/promises'
import type { Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countEntries, readLetters } from '../store/index.ts'
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
import { usualStoreKind } from '../testing/test-stores.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(5)
  sink = scriptedSink()
  await host.sync(shopConnection(shop))
})
afterEach(() => host.close())

const push = (behaviour: SinkBehaviour = {}, more: Parameters<typeof sinkDelivery>[0] = {}) =>
  host.push([sinkConnection(sink, behaviour)], [sinkDelivery(more)])
const letters = () =>
  host.store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'delivery', part: 'orders-out' }, 100),
  )
const down = (items: readonly unknown[]): readonly Outcome[] =>
  items.map(() => ({ status: 'failed', fault: refused('transient') }))
const unknown = (items: readonly unknown[]): readonly Outcome[] =>
  items.map(() => ({ status: 'unknown' }))

test('a new delivery sends every row once, and a second push sends nothing', async () => {
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 5, remaining: 0 }] })
  expect(sink.held.get('shop:3')).toStrictEqual({ id: 'shop:3', total: 300 })
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 0, changes: 0 }] })
  expect(sink.calls).toBe(1)
})

test('what changed, came and went is sent, and nothing else', async () => {
  await push()
  shop.rows.set(1, { id: 1, total: '10.00' })
  shop.rows.set(6, { id: 6, total: '6.00' })
  shop.rows.delete(2)
  await host.sync(shopConnection(shop))
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 2, deleted: 1 }] })
  expect([...sink.held.keys()].toSorted()).toStrictEqual([
    'shop:1',
    'shop:3',
    'shop:4',
    'shop:5',
    'shop:6',
  ])
})

test('a row that changes without changing its item is not sent again', async () => {
  await push()
  shop.rows.set(1, { id: 1, total: '1.00', note: 'new' })
  await host.sync(shopConnection(shop))
  expect(await push()).toMatchObject({ runs: [{ sent: 0 }] })
})

test('batches keep to the size that the sink takes', async () => {
  await push({ maxItems: 2 })
  expect(sink.calls).toBe(3)
})

test('an outcome that nobody saw is repeated where that is harmless', async () => {
  sink.script.push((items, apply) => {
    apply()
    return unknown(items)
  })
  expect(await push()).toMatchObject({ ok: true, runs: [{ unknown: 5, sent: 5 }] })
  expect(sink.held.size).toBe(5)
})

test('a throw after the call began leaves every outcome unknown, and so does a wrong number', async () => {
  sink.script.push(() => {
    throw new Error('socket closed')
  })
  expect(await push()).toMatchObject({
    ok: false,
    runs: [{ unknown: 5, fault: { kind: 'contract' } }],
  })
  sink.script.push((_items, apply) => apply().slice(1))
  const run = await push()
  expect(run.runs[0]?.fault?.message).toBe('scripted-sink gave 4 outcomes for 5 items.')
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 5 }] })
})

test('with an idempotency key the same payload goes first, under the same key', async () => {
  sink.script.push((items, apply) => {
    apply()
    return unknown(items)
  })
  expect(await push({ onUnknown: 'repeatWithKey' })).toMatchObject({ ok: true })
  const [first, second] = [sink.keys.slice(0, 5), sink.keys.slice(5, 10)]
  expect(second.toSorted()).toStrictEqual(first.toSorted())
})

test('a repeat that is refused for its rate says nothing of the first attempt, so the key stays', async () => {
  const first: string[] = []
  sink.script.push(
    (items) => {
      first.push(...items.map(({ idempotencyKey }) => idempotencyKey))
      return unknown(items)
    },
    (items) => items.map(() => ({ status: 'untouched' })),
  )
  expect(await push({ onUnknown: 'repeatWithKey' })).toMatchObject({ ok: true })
  expect(sink.keys.toSorted()).toStrictEqual(first.toSorted())
})

test('a sink that can be asked is asked before anything is sent again', async () => {
  sink.script.push((items, apply) => {
    apply()
    return unknown(items)
  })
  const asked: string[] = []
  const run = await push({
    onUnknown: {
      resolve: async (_context, items) =>
        items.map((item) => {
          const key = String(item.key[0])
          asked.push(key)
          return sink.held.has(key) && key !== 'shop:2' ? { status: 'ok' } : { status: 'untouched' }
        }),
    },
  })
  expect(run).toMatchObject({ ok: true })
  expect(asked).toHaveLength(5)
  expect([...sink.writes.entries()].filter(([, count]) => count > 1)).toStrictEqual([['shop:2', 2]])
})

test('A delivered, B lost but landed, A again: the sink ends with A', async () => {
  await push()
  shop.rows.set(1, { id: 1, total: '2.00' })
  await host.sync(shopConnection(shop))
  sink.script.push((items, apply) => {
    apply()
    return unknown(items)
  })
  // A file has one process, so after a restart nobody can still be sending; on a server somebody may only be asleep.
  const isShared = usualStoreKind() === 'postgres'
  const waits = { ...noWaits, pauseMs: isShared ? 200 : 3_600_000, scale: isShared ? 0 : 1 }
  const options = { longestWaitMs: 0 }
  const connection = sinkConnection(sink, { landMs: 1 })
  await host.push([connection], [sinkDelivery()], { waits }, options)
  expect(sink.held.get('shop:1')?.total).toBe(200)
  shop.rows.set(1, { id: 1, total: '1.00' })
  await host.sync(shopConnection(shop))
  await host.restart()
  if (isShared) await delay(300)
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
  expect(sink.held.get('shop:1')?.total).toBe(100)
})

test('A delivered, B kept back, A again: nothing is sent', async () => {
  await push()
  shop.rows.set(1, { id: 1, total: '2.00' })
  await host.sync(shopConnection(shop))
  sink.script.push((items) =>
    items.map((): Outcome => ({ status: 'untouched', afterMs: 3_600_000 })),
  )
  const options = { longestWaitMs: 0 }
  const waits = { ...noWaits, scale: 1 }
  await host.push([sinkConnection(sink)], [sinkDelivery()], { waits }, options)
  expect([sink.calls, sink.held.get('shop:1')?.total]).toStrictEqual([2, 100])
  shop.rows.set(1, { id: 1, total: '1.00' })
  await host.sync(shopConnection(shop))
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 0, remaining: 0 }] })
  expect(sink.calls).toBe(2)
})

test('A delivered, B kept back: the next push sends B', async () => {
  await push()
  shop.rows.set(1, { id: 1, total: '2.00' })
  await host.sync(shopConnection(shop))
  sink.script.push((items) => items.map((): Outcome => ({ status: 'untouched', afterMs: 200 })))
  const waits = { ...noWaits, scale: 1 }
  await host.push([sinkConnection(sink)], [sinkDelivery()], { waits }, { longestWaitMs: 0 })
  expect(sink.held.get('shop:1')?.total).toBe(100)
  await delay(300)
  await push()
  expect(sink.held.get('shop:1')?.total).toBe(200)
})

test('until the quiet time is over nobody sends the key again', async () => {
  sink.script.push(unknown)
  const waits = { ...noWaits, pauseMs: 3_600_000, scale: 1 }
  const connection = sinkConnection(sink, { landMs: 60_000 })
  const run = await host.push([connection], [sinkDelivery()], { waits })
  expect(run).toMatchObject({ ok: false, runs: [{ unknown: 5, remaining: 5 }] })
  expect(sink.calls).toBe(1)
})

test('a bad item is a dead letter with all that is needed, and the others arrive', async () => {
  sink.script.push((items, apply) => {
    const outcomes = apply()
    return outcomes.map((outcome, at) =>
      items[at]?.key[0] === 'shop:2' ? { status: 'failed', fault: refused('record') } : outcome,
    )
  })
  expect(await push()).toMatchObject({ ok: false, runs: [{ sent: 4, failed: 1, remaining: 0 }] })
  expect(await letters()).toMatchObject([
    { key: 'order/shop:2', at: 'sink', item: '{"id":"shop:2","total":200}' },
  ])
  shop.rows.set(2, { id: 2, total: '2.50' })
  await host.sync(shopConnection(shop))
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
  expect(await letters()).toHaveLength(0)
})

const whole = (
  items: readonly { readonly key: readonly unknown[] }[],
  apply: () => readonly Outcome[],
) =>
  items.some((item) => item.key[0] === 'shop:4')
    ? items.map((): Outcome => ({ status: 'failed', fault: refused('record') }))
    : apply()

test('where one bad item fails a request, halves find it', async () => {
  sink.script.push(whole, whole, whole, whole, whole, whole)
  expect(await push({ atomic: true })).toMatchObject({ ok: false, runs: [{ sent: 4, failed: 1 }] })
  expect([...sink.held.keys()]).not.toContain('shop:4')
})

test('a refused key stops the delivery and loses nothing', async () => {
  sink.script.push((items) => items.map((): Outcome => ({ status: 'untouched' })))
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 5 }] })
  shop.rows.set(1, { id: 1, total: '7.00' })
  await host.sync(shopConnection(shop))
  sink.script.push(() => {
    throw refused('auth')
  })
  expect(await push()).toMatchObject({ ok: false, runs: [{ fault: { kind: 'auth' } }] })
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
})

test('an item that was appended is never sent again', async () => {
  await push({ mode: 'append', deletes: false })
  shop.rows.set(1, { id: 1, total: '10.00' })
  shop.rows.delete(2)
  await host.sync(shopConnection(shop))
  expect(await push({ mode: 'append', deletes: false })).toMatchObject({
    ok: true,
    runs: [{ sent: 0, unchanged: 1, deleted: 0 }],
  })
})

test('a row that `when` leaves out from now on is deleted at the sink', async () => {
  await push()
  const mapping = { ...deliveryMapping, when: { $greater: ['$.total', 250] } }
  expect(await push({}, { mapping })).toMatchObject({ ok: true, runs: [{ deleted: 2, sent: 0 }] })
})

test('two rows with one item: the first keeps it, the second says so, and inherits it', async () => {
  const mapping = { ...deliveryMapping, fields: { id: 'same', total: '$.total' } }
  expect(await push({}, { mapping })).toMatchObject({ ok: false, runs: [{ sent: 1, failed: 4 }] })
  expect(sink.held.get('same')?.total).toBe(100)
  shop.rows.delete(1)
  await host.sync(shopConnection(shop))
  await push({}, { mapping })
  expect(sink.held.get('same')?.total).toBe(200)
})

test('two rows with one item are told apart in a replacement too', async () => {
  const mapping = { ...deliveryMapping, fields: { id: 'same', total: '$.total' } }
  const behaviour = { replacement: true, maxItems: 2 }
  expect(await push(behaviour, { mapping })).toMatchObject({
    ok: false,
    runs: [{ sent: 1, failed: 4 }],
  })
  expect(sink.held.get('same')?.total).toBe(100)
})

test('two deliveries do not fight over one item', async () => {
  await push()
  const mapping = { ...deliveryMapping, fields: { id: '$.id', total: 1 } }
  const second = sinkDelivery({ id: 'second', mapping })
  const run = await host.push([sinkConnection(sink)], [second])
  expect(run).toMatchObject({ ok: false, runs: [{ sent: 0, failed: 5 }] })
  expect(sink.held.get('shop:3')?.total).toBe(300)
})

test('a sink that is down for a while loses nothing to the dead letters', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) sink.script.push(down)
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 5, failed: 0 }] })
})

test('a new delivery replaces what a sink holds at once, and goes on with changes', async () => {
  const behaviour = { replacement: true, maxItems: 2 }
  sink.held.set('foreign', { id: 'foreign', total: 0 })
  expect(await push(behaviour)).toMatchObject({
    ok: true,
    runs: [{ sent: 5, changes: 5, unchanged: 0 }],
  })
  expect(sink.replaced).toHaveLength(1)
  expect(sink.held.has('foreign')).toBe(false)
  shop.rows.delete(2)
  shop.rows.set(3, { id: 3, total: '9.00' })
  await host.sync(shopConnection(shop))
  expect(await push(behaviour)).toMatchObject({ ok: true, runs: [{ sent: 1, deleted: 1 }] })
  expect(sink.replaced).toHaveLength(1)
})

test('a delivery that always replaces does so when something changed', async () => {
  const behaviour = { replacement: true }
  const more = { replace: true }
  await push(behaviour, more)
  await push(behaviour, more)
  expect(sink.replaced).toHaveLength(1)
  shop.rows.delete(2)
  await host.sync(shopConnection(shop))
  expect(await push(behaviour, more)).toMatchObject({ ok: true })
  expect(sink.replaced).toHaveLength(2)
  expect(sink.held.size).toBe(4)
})

test('a replacement that fails half-way leaves what was there', async () => {
  sink.held.set('old', { id: 'old', total: 1 })
  sink.script.push((_items, apply) => apply())
  sink.script.push(() => {
    throw refused('transient')
  })
  const behaviour = { replacement: true, maxItems: 2 }
  expect(await push(behaviour)).toMatchObject({ ok: false })
  expect([...sink.held.keys()]).toStrictEqual(['old'])
  expect(await push(behaviour)).toMatchObject({ ok: true })
  expect(sink.held.size).toBe(5)
})

test('a delivery that fails delays no other', async () => {
  const other = scriptedSink()
  sink.script.push(() => {
    throw refused('auth')
  })
  const second = { ...sinkConnection(other), id: 'second' }
  const run = await host.push(
    [sinkConnection(sink), second],
    [sinkDelivery(), sinkDelivery({ id: 'b', connection: 'second' })],
  )
  expect(run).toMatchObject({ ok: false, runs: [{ fault: {} }, { sent: 5 }] })
  expect(other.held.size).toBe(5)
})

test('the ledger knows the state of every item', async () => {
  await push()
  expect(
    await host.store.read((dialect, org) => countEntries(dialect, org, 'orders-out')),
  ).toStrictEqual({ acked: 5 })
})

test('a mapping that cannot be used sends nothing, and says how many rows wait for it', async () => {
  const mapping = { ...deliveryMapping, fields: { id: '$.id', total: { $nothing: 1 } } }
  expect(await push({}, { mapping })).toMatchObject({
    ok: false,
    runs: [{ sent: 0, failed: 0, remaining: 5, fault: { kind: 'config' } }],
  })
})

test.each([
  ['by', { by: throwing }],
  ['serialBy', { serialBy: throwing }],
  ['live', { live: { at: throwing, maxAgeMs: 1 } }],
  ['subject', { subject: throwing }],
])(
  'an item that a sink cannot be asked about by %s is a dead letter alone',
  async (_what, more) => {
    expect(await push(more)).toMatchObject({
      ok: false,
      runs: [{ sent: 4, failed: 1, remaining: 0 }],
    })
    expect(await letters()).toMatchObject([{ key: 'order/shop:2', at: 'mapping' }])
  },
)

/** Knows nothing of one item, and answers what fits each question for the others. */
function throwing({ id }: { readonly id: string }): never {
  if (id === 'shop:2') throw new Error('no such customer')
  return undefined as never
}
