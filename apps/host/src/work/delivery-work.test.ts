import { expect, test } from 'vitest'
import {
  peopleMappings,
  referringConnection,
  referringDeliveries,
  referringVendor,
} from '../testing/referring-sinks.ts'
import { scriptedHost, shortWaits, until } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

/** Retries so far away that nothing is tried again by time alone. */
const rareRetries = { ...shortWaits, retryMs: 3_600_000 }

test('a delivery whose items wait for another is woken as soon as that has sent them', async () => {
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, total: '1.00', person: 'ada' })
  shop.rows.set(2, { id: 2, total: '2.00', name: 'ada', favourite: 'nothing' })
  const vendor = referringVendor()
  const host = await scriptedHost({
    connections: [
      { ...shopConnection(shop, { mappings: peopleMappings }), schedule: '0 3 * * *' },
      referringConnection(vendor),
    ],
    deliveries: referringDeliveries(),
    waits: rareRetries,
  })
  await host.begin()
  await until(() => vendor.log.length === 2)
  expect(vendor.log).toStrictEqual(['+people/shop:ada', '+purchases/shop:1 of #shop:ada'])
})

test('what a sink answers later is asked for while the host serves', async () => {
  const sink = scriptedSink()
  sink.script.push((items) => items.map(() => ({ status: 'pending', ticket: 't1', afterMs: 5 })))
  const asked: string[] = []
  const poll = (ticket: string, items: readonly unknown[]) => {
    asked.push(ticket)
    return items.map(() => ({ status: 'ok' as const }))
  }
  const host = await scriptedHost({
    connections: [
      { ...shopConnection(scriptedShop(2)), schedule: '0 3 * * *' },
      sinkConnection(sink, { poll }),
    ],
    deliveries: [sinkDelivery()],
  })
  await host.begin()
  await until(() => asked.length > 0)
  expect([asked, sink.calls]).toStrictEqual([['t1'], 1])
})
