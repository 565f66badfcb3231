import type { Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countEntries, readLetters, readReplacement, takeConsumer } from '../store/index.ts'
import {
  peopleMappings,
  referringConnection,
  referringDeliveries,
  referringVendor,
  type ReferringVendor,
} from '../testing/referring-sinks.ts'
import {
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
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let vendor: ReferringVendor
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  vendor = referringVendor()
})
afterEach(() => host.close())

const [purchases, people] = referringDeliveries()
const pushBoth = () =>
  host.push([referringConnection(vendor, { replacement: true })], [purchases, people])
async function readFamily(): Promise<void> {
  shop.rows.set(1, { id: 1, total: '1.00', person: 'ada' })
  shop.rows.set(2, { id: 2, total: '2.00', name: 'ada' })
  await host.sync(shopConnection(shop, { mappings: peopleMappings }), { acceptDeletes: true })
}
const pending = (items: readonly unknown[]): readonly Outcome[] =>
  items.map(() => ({ status: 'pending', ticket: 'slow', afterMs: 0 }))

const refusing: NonNullable<SinkBehaviour['poll']> = () => [
  { status: 'failed', fault: refused('record') },
]

test('a replacement waits for what its items refer to, and is made whole once that is there', async () => {
  await readFamily()
  expect(await pushBoth()).toMatchObject({ ok: true, runs: [{ sent: 1 }, { sent: 1 }] })
  expect(vendor.log).toStrictEqual([
    'abort',
    '+people/shop:ada',
    '+purchases/shop:1 of #shop:ada',
    'commit',
  ])
})

test('a replacement that waits in vain leaves out the item and says why', async () => {
  await readFamily()
  shop.rows.set(3, { id: 3, total: '3.00' })
  await host.sync(shopConnection(shop, { mappings: peopleMappings }))
  vendor.answers.set('people/shop:ada', { status: 'failed', fault: refused('record') })
  expect(await pushBoth()).toMatchObject({ ok: false, runs: [{ sent: 1, failed: 1 }, {}] })
  expect(vendor.log.slice(-2)).toStrictEqual(['+purchases/shop:3', 'commit'])
  const place = { side: 'delivery', part: 'purchases-out' } as const
  const letters = await host.store.read((dialect, org) => readLetters(dialect, org, place, 10))
  expect(letters).toMatchObject([{ key: 'order/shop:1', at: 'reference' }])
})

test('a replacement asks for what its sink answers later before it becomes visible', async () => {
  const sink = scriptedSink()
  shop = scriptedShop(3)
  await host.sync(shopConnection(shop))
  let asked = 0
  sink.script.push((items, apply) => {
    apply()
    return pending(items)
  })
  const poll: NonNullable<SinkBehaviour['poll']> = (_ticket, items) => {
    asked += 1
    return asked === 1 ? pending(items) : items.map(() => ({ status: 'ok' }))
  }
  const connection = sinkConnection(sink, { replacement: true, poll })
  expect(await host.push([connection], [sinkDelivery()])).toMatchObject({
    ok: true,
    runs: [{ sent: 3 }],
  })
  expect([asked, sink.replaced.length]).toStrictEqual([2, 1])
  expect(
    await host.store.read((dialect, org) => countEntries(dialect, org, 'orders-out')),
  ).toStrictEqual({ acked: 3 })
})

test('a replacement whose later answer is a refusal replaces nothing', async () => {
  const sink = scriptedSink()
  shop = scriptedShop(1)
  await host.sync(shopConnection(shop))
  sink.held.set('old', { id: 'old', total: 1 })
  sink.script.push(pending)
  const connection = sinkConnection(sink, { replacement: true, poll: refusing })
  expect(await host.push([connection], [sinkDelivery()])).toMatchObject({
    ok: false,
    runs: [{ sent: 0, fault: { kind: 'record' } }],
  })
  expect([...sink.held.keys()]).toStrictEqual(['old'])
})

test('a replacement that another process takes over while it becomes visible is left to that one', async () => {
  const sink = scriptedSink()
  const orders = scriptedShop(3)
  await host.sync(shopConnection(orders))
  let isTaken = true
  const beforeVisible = async () => {
    if (isTaken) await host.store.write((dialect, org) => takeConsumer(dialect, org, 'orders-out'))
    isTaken = false
  }
  const connection = sinkConnection(sink, { replacement: true, beforeVisible })
  const push = () => host.push([connection], [sinkDelivery()])
  expect(await push()).toMatchObject({ ok: false })
  const left = () => host.store.read((dialect, org) => readReplacement(dialect, org, 'orders-out'))
  expect(await left()).toMatchObject({ state: 'committing' })
  expect(await push()).toMatchObject({ ok: true })
  expect(await left()).toBeUndefined()
  expect(sink.held.size).toBe(3)
})
