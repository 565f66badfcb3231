import type { Fault, Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
})
afterEach(() => host.close())

const quick = { waits: { ...noWaits, scale: 0.02 } }
const briefly = { longestWaitMs: 0 }
const gone: Fault = { $fault: 'v1', kind: 'config', scope: 'part', message: 'The address is gone.' }
const refused: Outcome = { status: 'failed', fault: gone }

test('what is refused for a reason that is not its own waits, and nothing more is sent', async () => {
  const sink = scriptedSink()
  await host.sync(shopConnection(scriptedShop(5)))
  sink.script.push(() => [refused])
  const connection = sinkConnection(sink, { onUnknown: 'lose', maxItems: 1 })
  const stopped = await host.push([connection], [sinkDelivery()], quick, briefly)
  expect(stopped).toMatchObject({
    ok: false,
    runs: [{ sent: 0, failed: 0, unknown: 0, remaining: 5, fault: gone }],
  })
  expect(sink.calls).toBe(1)
  const mended = await host.push([connection], [sinkDelivery()], quick)
  expect(mended).toMatchObject({ ok: true, runs: [{ sent: 5, failed: 0, remaining: 0 }] })
})

test('of one batch, what was taken stays taken', async () => {
  const sink = scriptedSink()
  await host.sync(shopConnection(scriptedShop(3)))
  sink.script.push((items, apply) =>
    apply().map((outcome, index) => (index === items.length - 1 ? refused : outcome)),
  )
  const connection = sinkConnection(sink)
  const stopped = await host.push([connection], [sinkDelivery()], quick, briefly)
  expect(stopped).toMatchObject({ runs: [{ sent: 2, remaining: 1, fault: gone }] })
})

test('a repeat that is refused so leaves open what became of the first attempt', async () => {
  const sink = scriptedSink()
  await host.sync(shopConnection(scriptedShop(1)))
  sink.script.push(
    () => [{ status: 'unknown' }],
    () => [refused],
  )
  const connection = sinkConnection(sink, { onUnknown: 'repeatWithKey' })
  const stopped = await host.push([connection], [sinkDelivery()], quick, briefly)
  expect(stopped).toMatchObject({ ok: false, runs: [{ sent: 0, failed: 0, fault: gone }] })
  expect(sink.held.size).toBe(0)
  const mended = await host.push([connection], [sinkDelivery()], quick)
  expect(mended).toMatchObject({ ok: true })
  expect(sink.held.size).toBe(1)
  expect(new Set(sink.keys).size).toBe(1)
})
