import type { Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesInState, readLetters, type LedgerEntry } from '../store/index.ts'
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
  shop = scriptedShop(3)
  sink = scriptedSink()
  await host.sync(shopConnection(shop))
})
afterEach(() => host.close())

type Poll = NonNullable<SinkBehaviour['poll']>

/** Waits of their real length, so that a poll comes as late as the sink asks for. */
const patient = { waits: { ...noWaits, scale: 1 } }
const push = (poll: Poll, engine?: Parameters<ScriptedInstallation['push']>[2]) =>
  host.push([sinkConnection(sink, { poll })], [sinkDelivery()], engine, { longestWaitMs: 0 })
const pendingAs =
  (ticket: string, afterMs = 0) =>
  (items: readonly unknown[]) =>
    items.map((): Outcome => ({ status: 'pending', ticket, afterMs }))
const accept: Poll = (_ticket, items) => items.map(() => ({ status: 'ok', remoteId: 'r' }))
const entries = (state: LedgerEntry['state']) =>
  host.store.read((dialect, org) =>
    entriesInState(dialect, org, { connection: 'vendor', sink: 'orders' }, 'orders-out', state, 10),
  )

test('what is answered later is asked for with the same items, and sent once', async () => {
  sink.script.push(pendingAs('t1'))
  const polled: unknown[] = []
  const report = await push((ticket, items) => {
    polled.push(ticket, ...items.map(({ key, idempotencyKey }) => [key[0], idempotencyKey]))
    return accept(ticket, items)
  })
  expect(report).toMatchObject({ ok: true, runs: [{ sent: 3, unknown: 0, remaining: 0 }] })
  expect(sink.calls).toBe(1)
  const sent = (await entries('acked')).map((entry) => entry.idempotency_key)
  expect(polled.slice(1).map((each) => (each as string[])[1])).toStrictEqual(sent)
  expect(polled.slice(1).map((each) => (each as string[])[0])).toStrictEqual([
    'shop:1',
    'shop:2',
    'shop:3',
  ])
})

test('while an answer is awaited the key takes no further send, whatever changes', async () => {
  sink.script.push(pendingAs('t1', 3_600_000))
  expect(await push(accept, patient)).toMatchObject({
    ok: false,
    runs: [{ sent: 0, unknown: 0, remaining: 3 }],
  })
  shop.rows.set(1, { id: 1, total: '9.00' })
  await host.sync(shopConnection(shop))
  await push(accept, patient)
  expect(sink.calls).toBe(1)
  expect(await entries('pending')).toMatchObject([
    { ticket: 't1', ticket_index: 0 },
    { ticket: 't1', ticket_index: 1 },
    { ticket: 't1', ticket_index: 2 },
  ])
})

test('a change that came while an answer was awaited is sent after it', async () => {
  sink.script.push(pendingAs('t1'))
  const report = await push((ticket, items) => {
    if (items.length === 3) sink.held.set('shop:1', { id: 'shop:1', total: 100 })
    return accept(ticket, items)
  })
  expect(report).toMatchObject({ ok: true })
  shop.rows.set(1, { id: 1, total: '9.00' })
  await host.sync(shopConnection(shop))
  sink.script.push((items, apply) => {
    apply()
    return pendingAs('t2')(items)
  })
  expect(await push(accept)).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
  expect(sink.held.get('shop:1')?.total).toBe(900)
})

test('an item that is refused in the end is a dead letter, and is not sent again by itself', async () => {
  sink.script.push(pendingAs('t1'))
  const report = await push((_ticket, items) =>
    items.map((item) =>
      item.key[0] === 'shop:2'
        ? { status: 'failed', fault: refused('record') }
        : { status: 'ok', remoteId: 'r' },
    ),
  )
  expect(report).toMatchObject({ ok: false, runs: [{ sent: 2, failed: 1, remaining: 0 }] })
  expect(sink.calls).toBe(1)
  const letters = await host.store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'delivery', part: 'orders-out' }, 10),
  )
  expect(letters).toMatchObject([{ key: 'order/shop:2', at: 'sink' }])
})

test('an item that is still not done is asked for again', async () => {
  sink.script.push(pendingAs('t1'))
  let asked = 0
  const report = await push((ticket, items) => {
    asked += 1
    return asked < 3 ? pendingAs(ticket)(items) : accept(ticket, items)
  })
  expect(report).toMatchObject({ ok: true, runs: [{ sent: 3 }] })
  expect(asked).toBe(3)
})

test('a ticket is kept over a crash, and asked for by the next process', async () => {
  sink.script.push(pendingAs('t1', 50))
  expect(await push(accept, patient)).toMatchObject({ runs: [{ sent: 0, remaining: 3 }] })
  await host.restart()
  const connection = sinkConnection(sink, { poll: accept })
  const wait = { longestWaitMs: 5000 }
  expect(await host.push([connection], [sinkDelivery()], patient, wait)).toMatchObject({
    ok: true,
    runs: [{ sent: 3 }],
  })
  expect(sink.calls).toBe(1)
})

test('a crash before the ticket was kept leaves the items unknown, and they are repeated', async () => {
  const stopping = new AbortController()
  sink.script.push(() => {
    stopping.abort()
    // The answer with the ticket never arrives.
    return new Promise<never>(() => {})
  })
  const connection = sinkConnection(sink, { poll: accept })
  await host.push([connection], [sinkDelivery()], {}, { signal: stopping.signal })
  await host.restart()
  sink.script.push(pendingAs('t2'))
  const tickets: string[] = []
  const report = await push((ticket, items) => {
    tickets.push(ticket)
    return accept(ticket, items)
  })
  expect(report).toMatchObject({ ok: true, runs: [{ sent: 3 }] })
  expect(tickets).toStrictEqual(['t2'])
})

test('a question that fails leaves the items as they are', async () => {
  sink.script.push(pendingAs('t1'))
  let isDown = true
  const report = await push((ticket, items) => {
    if (isDown) {
      isDown = false
      throw refused('transient')
    }
    return accept(ticket, items)
  })
  expect(report).toMatchObject({
    ok: true,
    runs: [{ sent: 3, notes: ['A scripted transient fault.'] }],
  })
  expect(sink.calls).toBe(1)
})
