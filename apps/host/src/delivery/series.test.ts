import type { Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import {
  deliveryMapping,
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
} from '../testing/scripted-sink.ts'

const pollAfterMs = 50
/** Waits of their real length: what is pending has an answer a moment later. */
const patient = { waits: { ...noWaits, scale: 1 } }
const late = sinkDelivery({ id: 'late' })
const early = sinkDelivery({
  id: 'early',
  mapping: {
    ...deliveryMapping,
    fields: { id: { $concat: ['$.id', '-early'] }, total: '$.total' },
  },
})

let host: ScriptedInstallation
let sink: ScriptedSink
let isAnswered: boolean
beforeEach(async () => {
  host = await scriptedInstallation()
  sink = scriptedSink()
  isAnswered = false
  await host.sync(shopConnection(scriptedShop(1)))
  sink.script.push(pending)
  await push(['late'], 0)
  isAnswered = true
})
afterEach(() => host.close())

function pending(items: readonly unknown[]): readonly Outcome[] {
  return items.map(() => ({ status: 'pending', ticket: 't', afterMs: pollAfterMs }))
}

function push(deliveries: readonly string[], longestWaitMs: number) {
  const connection = sinkConnection(sink, {
    serialBy: () => 'one person',
    poll: (_ticket, items) => (isAnswered ? items.map(() => ({ status: 'ok' })) : pending(items)),
  })
  return host.push([connection], [early, late], patient, { deliveries, longestWaitMs })
}

test('what comes after an item that another delivery has under way is sent once that one had its turn', async () => {
  expect(await push(['early', 'late'], 3000)).toMatchObject({
    ok: true,
    runs: [
      { delivery: 'early', sent: 1, remaining: 0 },
      { delivery: 'late', sent: 1, remaining: 0 },
    ],
  })
  expect(sink.calls).toBe(2)
})

test('what only another delivery can settle is left, with its name, and not waited for', async () => {
  const waitsForEver = 600_000
  expect(await push(['early'], waitsForEver)).toMatchObject({
    ok: false,
    runs: [{ delivery: 'early', sent: 0, remaining: 1, waitsFor: ['late'] }],
  })
})

test('two deliveries are not run again and again where nothing is answered', async () => {
  isAnswered = false
  expect(await push(['early', 'late'], 1500)).toMatchObject({
    ok: false,
    runs: [
      { delivery: 'early', sent: 0, remaining: 1, waitsFor: ['late'] },
      { delivery: 'late', sent: 0, remaining: 1 },
    ],
  })
})
