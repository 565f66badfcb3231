import type { Context } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import {
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
} from '../testing/scripted-sink.ts'
import { reset, scriptedVendor, status, type ScriptedVendor } from '../testing/scripted-vendor.ts'

let host: ScriptedInstallation
let vendor: ScriptedVendor
beforeEach(async () => {
  host = await scriptedInstallation()
  vendor = await scriptedVendor()
})
afterEach(async () => {
  await host.close()
  await vendor.close()
})

/** A fiftieth of the usual waits. */
const quick = { waits: { ...noWaits, scale: 0.02 } }
const briefly = { longestWaitMs: 0 }

/** A sink that loses what it does not know of, and writes each batch by one request. */
function postingConnection(sink: ScriptedSink): Connection {
  const connection = sinkConnection(sink, { onUnknown: 'lose', mode: 'append', deletes: false })
  const { connector } = connection
  const parts: Connection['connector']['parts'] = (known) => {
    const made = connector.parts(known)
    const orders = made.sinks?.['orders']
    if (orders === undefined || !('write' in orders)) return made
    const write: typeof orders.write = async (context: Context<unknown>, items, session) => {
      await context.fetch(vendor.origin, { method: 'POST', body: String(items.length) })
      return orders.write(context, items, session)
    }
    return { ...made, sinks: { orders: { ...orders, write } } }
  }
  return { ...connection, connector: { ...connector, hosts: () => [vendor.host], parts } }
}

test('a vendor that wants to be left alone loses nothing, also where unknown items are given up', async () => {
  const sink = scriptedSink()
  await host.sync(shopConnection(scriptedShop(3)))
  vendor.script.push(status(429, '', { 'retry-after': '25' }))
  const connection = postingConnection(sink)
  const report = await host.push([connection], [sinkDelivery()], quick, briefly)
  expect(report).toMatchObject({
    ok: false,
    runs: [
      {
        sent: 0,
        unknown: 0,
        remaining: 3,
        notes: ['Scripted sink takes no more requests for now; the next request fits in 25 s.'],
      },
    ],
  })
  expect(vendor.seen).toHaveLength(1)
})

test('a vendor that could not be reached gets everything later', async () => {
  const sink = scriptedSink()
  await host.sync(shopConnection(scriptedShop(3)))
  const connection = postingConnection(sink)
  await vendor.close()
  const down = await host.push([connection], [sinkDelivery()], quick, briefly)
  expect(down).toMatchObject({ ok: false, runs: [{ sent: 0, unknown: 0, remaining: 3 }] })
  vendor = await scriptedVendor()
  const up = await host.push([postingConnection(sink)], [sinkDelivery()], quick)
  expect(up).toMatchObject({ ok: true, runs: [{ sent: 3, remaining: 0 }] })
})

test('a request that may have arrived leaves its items unknown', async () => {
  const sink = scriptedSink()
  await host.sync(shopConnection(scriptedShop(3)))
  vendor.script.push(reset)
  const report = await host.push([postingConnection(sink)], [sinkDelivery()], quick, briefly)
  expect(report).toMatchObject({ runs: [{ sent: 0, unknown: 3 }] })
  expect(vendor.seen).toHaveLength(1)
})
