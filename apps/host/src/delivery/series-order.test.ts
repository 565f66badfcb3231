import type { Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
} from '../testing/scripted-sink.ts'

const minuteMs = 60_000
const putOff: Outcome = { status: 'untouched', afterMs: minuteMs }

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
let aheadMs: number
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  sink = scriptedSink()
  aheadMs = 0
  // What was there before comes in the lane of its own, after what happens now.
  await host.sync(shopConnection(shop))
  await push()
  for (const id of [1, 2]) shop.rows.set(id, { id, total: '1.00' })
  await host.sync(shopConnection(shop))
})
afterEach(() => host.close())

const clock = { now: () => Date.now() + aheadMs, raise: () => {}, leadMs: () => 0 }
const push = () =>
  host.push(
    [
      sinkConnection(sink, {
        maxItems: 1,
        serialBy: ({ total }) => (total === 900 ? 'eve' : 'ada'),
      }),
    ],
    [sinkDelivery()],
    { clock, waits: { ...noWaits, scale: 1 } },
    { longestWaitMs: 0 },
  )
const bought = async (id: number, total: string) => {
  shop.rows.set(id, { id, total })
  await host.sync(shopConnection(shop))
}
const there = () => [...sink.held.keys()]

test('what comes after an item that is put off waits as long, in the next runs too', async () => {
  sink.script.push(() => [putOff])
  await push()
  await push()
  expect([there(), sink.calls]).toStrictEqual([[], 1])
  aheadMs = minuteMs
  await push()
  expect(there()).toStrictEqual(['shop:1', 'shop:2'])
})

test('what is bought while an earlier item is put off comes after it', async () => {
  sink.script.push(() => [putOff])
  await push()
  await bought(3, '3.00')
  await push()
  expect(there()).toStrictEqual([])
  aheadMs = minuteMs
  await push()
  expect(there()).toStrictEqual(['shop:1', 'shop:2', 'shop:3'])
})

test('others wait for nobody, and neither does a series whose item is a dead letter', async () => {
  sink.script.push(() => [putOff])
  await push()
  await bought(4, '9.00')
  await push()
  expect(there()).toStrictEqual(['shop:4'])
  aheadMs = minuteMs
  sink.script.push(() => [{ status: 'failed', fault: refused('record') }])
  await push()
  expect(there()).toStrictEqual(['shop:4', 'shop:2'])
})
