import { connectorConnection } from '../testing/connector-connection.ts'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { woocommerce } from '@cartograph/connector-woocommerce'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'
import { countRecords, rowsAfter, type Store } from '../store/index.ts'
import { shortWaits, until } from '../testing/scripted-host.ts'
import { noWaits, scriptedInstallation } from '../testing/scripted-installation.ts'
import { serve } from './index.ts'

/** A port that is free now: a shop must be told the address before anything listens there. */
async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function servedShop() {
  const clock = { aheadMs: 0 }
  const shop = await startWooCommerce({ now: () => Date.now() + clock.aheadMs })
  for (let order = 0; order < 20; order += 1) shop.admin.createOrder()
  const { url, consumerKey, consumerSecret } = shop
  const config = { url, consumerKey, consumerSecret }
  const connection = connectorConnection(woocommerce, config, {
    id: 'shop',
    secrets: [consumerSecret],
    streams: ['orders'],
    mappings: woocommerce.parts({ config, found: null }).mappings ?? [],
  })
  const installation = await scriptedInstallation()
  const given = installation.installation([connection], [])
  const port = await freePort()
  const stopping = new AbortController()
  const served = serve(
    {
      ...given,
      configuration: { ...given.configuration, host: { url: `http://127.0.0.1:${port}` } },
    },
    {
      address: '127.0.0.1',
      port,
      newToken: false,
      showToken: () => {},
      log: () => {},
      signal: stopping.signal,
      waits: shortWaits,
      engine: { waits: noWaits },
    },
  )
  onTestFinished(async () => {
    stopping.abort()
    await served
    await installation.close()
    await shop.close()
  })
  const { store } = installation
  await until(async () => (await live(store, 'orders')) === 20)
  return { shop, store, clock }
}

async function live(store: Store, stream: string): Promise<number> {
  const counts = await store.read((dialect, org) =>
    countRecords(dialect, org, { connection: 'shop', stream }),
  )
  return counts.live
}

async function statusOf(store: Store, id: number): Promise<unknown> {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 1000))
  const row = rows.find((each) => each.id === `shop:${id}`)
  return row && (JSON.parse(row.data) as { status: unknown }).status
}

test('an order that is made and paid in a shop is in the store, by its webhooks and without a listing', async () => {
  const { shop, store } = await servedShop()
  const before = shop.log.length
  const id = shop.admin.createOrder({ status: 'pending' })
  shop.admin.updateOrder(id, { status: 'completed' })
  await shop.deliverWebhooks()
  await until(async () => (await statusOf(store, id)) === 'fulfilled')
  const asked = shop.log.slice(before).map(({ query }) => query.get('include'))
  expect(new Set(asked)).toStrictEqual(new Set([String(id)]))
}, 30_000)

test('webhooks that come twice and in another order leave the store as the shop is', async () => {
  const { shop, store, clock } = await servedShop()
  shop.weather.set({
    webhooks: { missing: 0, doubled: 1, late: 0, refusesLocal: false, reordered: true },
  })
  const ids = [1, 2, 3, 4].map(() => shop.admin.createOrder({ status: 'pending' }))
  for (const id of ids) shop.admin.updateOrder(id, { status: 'processing' })
  await shop.deliverWebhooks()
  // What a webhook tells of one order within a second has one number; the shop's listing tells such changes.
  clock.aheadMs += 2000
  for (const id of ids) shop.admin.updateOrder(id, { status: 'completed' })
  await shop.deliverWebhooks()
  await until(async () => {
    const statuses = await Promise.all(ids.map((id) => statusOf(store, id)))
    return statuses.every((status) => status === 'fulfilled')
  })
  expect(await live(store, 'orders')).toBe(24)
}, 30_000)
