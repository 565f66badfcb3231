import { woocommerce } from '@cartograph/connector-woocommerce'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'
import { countRecords, rowsAfter, type Store } from '../store/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { until } from '../testing/scripted-host.ts'
import { servedHost } from './testing/served-host.ts'

async function servedShop() {
  const clock = { aheadMs: 0 }
  const shop = await startWooCommerce({ now: () => Date.now() + clock.aheadMs })
  onTestFinished(() => shop.close())
  for (let order = 0; order < 20; order += 1) shop.admin.createOrder()
  const { url, consumerKey, consumerSecret } = shop
  const config = { url, consumerKey, consumerSecret }
  const connection = connectorConnection(woocommerce, config, {
    id: 'shop',
    secrets: [consumerSecret],
    streams: ['orders'],
    mappings: woocommerce.parts({ config, found: null }).mappings ?? [],
  })
  const { store } = await servedHost([connection])
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
