import { setTimeout as sleep } from 'node:timers/promises'
import { raptor } from '@cartograph/connector-raptor'
import type { EntityName, Json, JsonObject } from '@cartograph/core'
import { startRaptor, type FeedChanges } from '@cartograph/simulators/raptor'
import { expect, onTestFinished, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { entriesByKey } from '../store/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { until } from '../testing/scripted-host.ts'
import { sinkDelivery } from '../testing/scripted-sink.ts'
import { servedHost } from './testing/served-host.ts'

const email = 'ida@example.com'
const at = new Date().toISOString()
const line = { id: 'shop:1', productId: 'shop:k100', name: 'Socks', quantity: 1, total: 4_900 }
const socks = (more: JsonObject = {}) => ({
  connection: 'shop',
  name: 'Socks',
  status: 'active',
  url: 'https://shop.example/p/k100',
  imageUrls: ['https://shop.example/img/k100.jpg'],
  price: 4_900,
  currency: 'DKK',
  inStock: true,
  ...more,
})
const cart = (status: string) => ({
  connection: 'shop',
  status,
  email,
  createdAt: at,
  updatedAt: at,
  currency: 'DKK',
  lines: [line],
})
const order = {
  connection: 'shop',
  status: 'paid',
  channel: 'web',
  placedAt: at,
  currency: 'DKK',
  email,
  total: 4_900,
  lines: [line],
}

/** A host between a shop and an account of Raptor, which it tells of products, baskets and purchases. */
async function shopWithRaptor() {
  const account = await startRaptor()
  onTestFinished(() => account.close())
  const { customerId, keys, addresses } = account
  const config = {
    customerId,
    triggerKey: keys.triggerKey,
    addresses,
    shop: 'shop',
    needsConsent: false,
  }
  const mappings = raptor.parts({ config, found: null }).mappings ?? []
  const delivery = (from: EntityName, sink: string) => {
    const mapping = mappings.find(({ to }) => 'sink' in to && to.sink === sink)
    return {
      ...sinkDelivery({
        from,
        connection: 'raptor',
        sink,
        serve: { everyMs: 200 },
        ...(mapping && { mapping }),
      }),
      id: sink,
    }
  }
  const served = await servedHost(
    [connectorConnection(raptor, config, { id: 'raptor', mappings })],
    [delivery('product', 'catalogue'), delivery('cart', 'baskets'), delivery('order', 'purchases')],
  )
  const write = (entity: string, id: string, row: Readonly<Record<string, Json>>) =>
    writeRows(served.store, [{ entity, id, row }])
  /** Fetches the feed now and then, until it has changed so. */
  const pulled = async (isSo: (changes: FeedChanges) => boolean): Promise<FeedChanges> => {
    for (;;) {
      const address = await served.addressOf('raptor', 'sinks.catalogue').catch(() => undefined)
      const changes = address && (await account.admin.pull(address).catch(() => undefined))
      if (changes && isSo(changes)) return changes
      await sleep(250)
    }
  }
  const told = () =>
    account.account.events.map(({ name, values, person }) => [
      name,
      values['basketContent'] ?? values['productId'],
      person,
    ])
  /** Why an item is not sent. */
  const reasonOf = async (sink: string, key: string) => {
    const entries = await served.store.read((dialect, org) =>
      entriesByKey(dialect, org, { connection: 'raptor', sink }, [JSON.stringify([key])]),
    )
    return entries[0]?.reason
  }
  /** What the store has before the deliveries begin. */
  const begin = async () => {
    await write('cart', 'shop:bk-1', cart('open'))
    await write('order', 'shop:1', order)
    await until(async () => ((await reasonOf('baskets', 'shop:bk-1')) ?? null) !== null)
    await until(async () => ((await reasonOf('purchases', 'shop:1/shop:1')) ?? null) !== null)
  }
  return { account, served, write, pulled, told, begin }
}

test('a feed is fetched, a basket is told, and who left it is told of the price that fell; after a purchase nobody is', async () => {
  const { account, served, write, pulled, told, begin } = await shopWithRaptor()
  await begin()
  expect(told()).toStrictEqual([])
  await write('product', 'shop:k100', socks())
  await write('cart', 'shop:bk-778', cart('open'))
  await pulled(({ added }) => added.includes('k100'))
  await until(() => told().length === 1)
  expect(told()).toStrictEqual([['basket', 'k100', email]])

  await write('product', 'shop:k100', socks({ salePrice: 3_900 }))
  const changes = await pulled(({ dropped }) => dropped.includes('k100'))
  account.admin.sendTriggersTo(await served.addressOf('raptor'))
  await account.admin.fireTriggers({ delayMs: 0, doubled: true, changes })
  await until(async () => (await served.rowsOf('event')).length === 2)
  const events = await served.rowsOf('event')
  expect(events.map((event) => [event['type'], event['email'], event['properties']])).toStrictEqual(
    expect.arrayContaining([
      ['cart.abandoned', email, expect.objectContaining({ cart: 'shop:bk-778' })],
      [
        'product.priceDropped',
        email,
        expect.objectContaining({ trigger: 'priceDropBasket', cart: 'shop:bk-778' }),
      ],
    ]),
  )

  await write('order', 'shop:2', order)
  await write('cart', 'shop:bk-778', cart('ordered'))
  await until(() => told().length === 3)
  const later = told().slice(1)
  expect(later).toHaveLength(2)
  expect(later).toContainEqual(['basket', '', email])
  expect(later).toContainEqual(['buy', 'k100', email])
  expect(await account.admin.fireTriggers({ delayMs: 0 })).toStrictEqual([])
  expect(account.account.dropped).toStrictEqual([])
}, 30_000)

test('a trigger without the key is refused and becomes no event', async () => {
  const { served } = await shopWithRaptor()
  const answer = await fetch(await served.addressOf('raptor'), {
    method: 'POST',
    headers: { 'x-api-key': 'another-key' },
    body: JSON.stringify({ TriggerDisplayName: 'AbandonedBasket', EventDateTime: at }),
  })
  expect([answer.status, await served.rowsOf('event')]).toStrictEqual([401, []])
})
