import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { simulatedShop } from '../../shop/shop.ts'
import type { JsonObject } from '../json.ts'
import type { WooCommerceOptions } from '../options.ts'
import type { SimulatedWooCommerce } from '../simulated.ts'
import { ask, get } from '../testing/client.ts'
import { recordedDeliveries } from '../testing/recorded.ts'
import { started } from '../testing/started.ts'

interface Received {
  readonly rawHeaders: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Somebody who listens to webhooks, and answers with a status. */
const receiver = async (status = 200) => {
  const received: Received[] = []
  const server = createServer((message, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of message) chunks.push(chunk as Buffer)
      received.push({
        rawHeaders: message.rawHeaders,
        headers: message.headers as Record<string, string>,
        text: Buffer.concat(chunks).toString(),
      })
      response.writeHead(status).end()
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return { url, received }
}

const secret = 'hemmelig <&> "æ"'

/** A store with a webhook for each topic, and who hears them; the pings are left out. */
const hooked = async (
  topics: readonly string[],
  options: WooCommerceOptions = {},
  status = 200,
) => {
  const store = await started(options)
  const { url, received } = await receiver(status)
  for (const topic of topics) {
    const answer = await ask(
      store,
      'POST',
      'wc/v3/webhooks',
      {},
      { topic, delivery_url: url, secret },
    )
    expect(answer.status).toBe(201)
  }
  await store.deliverWebhooks()
  const deliver = async (): Promise<readonly Received[]> => {
    received.length = 0
    await store.deliverWebhooks()
    return received.filter(({ headers }) => headers['x-wc-webhook-topic'] !== undefined)
  }
  return { store, received, deliver }
}

const topicsOf = (deliveries: readonly Received[]) =>
  deliveries.map(({ headers, text }) => [headers['x-wc-webhook-topic'], JSON.parse(text).id])

const headerNames = (raw: readonly string[] = []) => raw.filter((_, position) => position % 2 === 0)

const orderTopics = ['created', 'updated', 'deleted', 'restored'].map((event) => `order.${event}`)

test('the recorded deliveries verify as ours do', async () => {
  const recorded = recordedDeliveries().filter((delivery) => delivery.secret !== undefined)
  const valid = recorded.map(({ secret: own = '', bodyBase64, rawHeaders }) => {
    const position = rawHeaders.indexOf('X-WC-Webhook-Signature')
    const body = Buffer.from(bodyBase64, 'base64')
    return createHmac('sha256', own).update(body).digest('base64') === rawHeaders[position + 1]
  })
  expect(valid).toStrictEqual(recorded.map(() => true))
  const { store, deliver } = await hooked(['order.created'])
  store.admin.createOrder({ customer_note: 'På gensyn' })
  const [delivery] = await deliver()
  expect(delivery?.headers['x-wc-webhook-signature']).toBe(
    createHmac('sha256', secret)
      .update(delivery?.text ?? '')
      .digest('base64'),
  )
})

test('a delivery has the headers of a recorded one, in their order and spelling', async () => {
  const { store, deliver } = await hooked(['order.created'])
  store.admin.createOrder()
  const [delivery] = await deliver()
  const recorded = recordedDeliveries().find(({ name }) => name === '020-order.created')
  expect(headerNames(delivery?.rawHeaders)).toStrictEqual(headerNames(recorded?.rawHeaders))
  expect(delivery?.headers).toMatchObject({
    'user-agent': 'WooCommerce/11.0.1 Hookshot (WordPress/7.0.4)',
    'x-wc-webhook-source': `${store.url}/`,
    'x-wc-webhook-resource': 'order',
    'x-wc-webhook-event': 'created',
    'x-wc-webhook-id': '1',
  })
  expect(delivery?.headers['x-wc-webhook-delivery-id']).toMatch(/^[0-9a-f]{32}$/u)
})

test('a new webhook is greeted by a ping without a signature', async () => {
  const store = await started()
  const { url, received } = await receiver()
  await ask(store, 'POST', 'wc/v3/webhooks', {}, { topic: 'order.created', delivery_url: url })
  await store.deliverWebhooks()
  const [recorded] = recordedDeliveries()
  expect(received.map(({ text }) => text)).toStrictEqual(['webhook_id=1'])
  expect(headerNames(received[0]?.rawHeaders)).toStrictEqual(headerNames(recorded?.rawHeaders))
})

test('changes of the same kind are told once, with the last state', async () => {
  const { store, deliver } = await hooked(orderTopics)
  const id = store.admin.createOrder({ status: 'pending' })
  for (const status of ['on-hold', 'processing', 'completed'])
    store.admin.updateOrder(id, { status })
  const deliveries = await deliver()
  expect(topicsOf(deliveries)).toStrictEqual([
    ['order.created', id],
    ['order.updated', id],
  ])
  expect(deliveries.map(({ text }) => JSON.parse(text).status)).toStrictEqual([
    'completed',
    'completed',
  ])
})

test('of a record that is gone the error is told, signed, byte for byte as recorded', async () => {
  const { store, deliver } = await hooked(['order.created', 'product.created', 'coupon.created'])
  store.admin.deleteOrder(store.admin.createOrder())
  store.admin.delete('products', store.admin.create('products', { name: 'Mug' }))
  store.admin.delete('coupons', store.admin.create('coupons', { code: 'a' }))
  const recorded = recordedDeliveries().filter(({ name }) => /^0(?:25|28|31)-/u.test(name))
  expect((await deliver()).map(({ text }) => text)).toStrictEqual(
    recorded.map(({ bodyBase64 }) => Buffer.from(bodyBase64, 'base64').toString()),
  )
})

test('the body is written as PHP writes it', async () => {
  const { store, deliver } = await hooked(['order.created'])
  store.admin.createOrder({ customer_note: 'Sød / <b>' })
  const [delivery] = await deliver()
  expect(delivery?.text).toContain(String.raw`"customer_note":"S\u00f8d \/ <b>"`)
})

test('the trash is told as a deletion, restoring as such', async () => {
  const { store, deliver } = await hooked(orderTopics)
  const id = store.admin.createOrder()
  await deliver()
  store.admin.trashOrder(id)
  const [deleted] = await deliver()
  expect(deleted?.text).toBe(`{"id":${id}}`)
  store.admin.restoreOrder(id)
  expect(topicsOf(await deliver())).toStrictEqual([['order.restored', id]])
})

test('an order that a new status brings back is told as restored and as updated', async () => {
  const { store, deliver } = await hooked(orderTopics)
  const id = store.admin.createOrder()
  store.admin.trashOrder(id)
  await deliver()
  await ask(store, 'PUT', `wc/v3/orders/${id}`, {}, { status: 'pending' })
  expect(topicsOf(await deliver())).toStrictEqual([
    ['order.restored', id],
    ['order.updated', id],
  ])
})

test('nobody is told of what is deleted for good, by hand, over the API or in a batch', async () => {
  const { store, deliver } = await hooked([...orderTopics, 'product.deleted', 'coupon.deleted'])
  const ids = [1, 2, 3].map(() => store.admin.createOrder())
  const product = store.admin.create('products', { name: 'Mug' })
  await deliver()
  store.admin.deleteOrder(ids[0] ?? 0)
  await ask(store, 'DELETE', `wc/v3/orders/${ids[1]}`, { force: 'true' })
  await ask(store, 'POST', 'wc/v3/orders/batch', {}, { delete: [ids[2]] })
  await ask(store, 'DELETE', `wc/v3/products/${product}`, { force: 'true' })
  expect(await deliver()).toStrictEqual([])
})

test('a product that is trashed over the API is told as a coupon too, and a coupon as a product', async () => {
  const { store, deliver } = await hooked(['product.deleted', 'coupon.deleted'])
  const product = store.admin.create('products', { name: 'Mug' })
  const coupon = store.admin.create('coupons', { code: 'winter' })
  await ask(store, 'DELETE', `wc/v3/products/${product}`)
  expect(topicsOf(await deliver())).toStrictEqual([
    ['product.deleted', product],
    ['coupon.deleted', product],
  ])
  await ask(store, 'DELETE', `wc/v3/coupons/${coupon}`)
  expect(topicsOf(await deliver())).toStrictEqual([
    ['coupon.deleted', coupon],
    ['product.deleted', coupon],
  ])
})

test('a refund is told as an action with its order, and its deletion not at all', async () => {
  const { store, deliver } = await hooked(['action.woocommerce_order_refunded', 'order.updated'])
  const id = store.admin.createOrder({ line_items: [{ total: '10', quantity: 1 }] })
  await deliver()
  const refund = store.admin.refundOrder(id, { amount: '1.00' })
  const texts = (await deliver()).map(({ text }) => text)
  expect(texts).toContain(`{"action":"woocommerce_order_refunded","arg":${id}}`)
  store.admin.deleteRefund(refund)
  store.admin.addNote(id, 'Refund taken back')
  expect(await deliver()).toStrictEqual([])
})

test('the number of a delivery is the same for all that a webhook sends in one second', async () => {
  const { store, deliver } = await hooked(['order.created'], {
    now: () => Math.floor(Date.now() / 900_000) * 900_000,
  })
  store.admin.createOrder()
  store.admin.createOrder()
  const numbers = (await deliver()).map(({ headers }) => headers['x-wc-webhook-delivery-id'])
  expect(numbers).toHaveLength(2)
  expect(new Set(numbers).size).toBe(1)
})

test('after the sixth failure in a row a webhook is off, and nobody is told', async () => {
  const { store, received, deliver } = await hooked(['order.created'], {}, 500)
  const failed: number[] = []
  for (let count = 0; count < 8; count += 1) {
    store.admin.createOrder()
    failed.push((await deliver()).length)
  }
  expect(failed).toStrictEqual([1, 1, 1, 1, 1, 1, 0, 0])
  expect(received).toStrictEqual([])
  expect((await get(store, 'wc/v3/webhooks/1')).body).toMatchObject({ status: 'disabled' })
})

test('a failure is not tried again, and is followed by another ping', async () => {
  const { store, received } = await hooked(['order.created'], {}, 500)
  store.admin.createOrder()
  received.length = 0
  await store.deliverWebhooks()
  await store.deliverWebhooks()
  expect(received.map(({ text }) => text.slice(0, 5))).toStrictEqual(['{"id"', 'webho'])
})

test('a redirect is a success', async () => {
  const { store, deliver } = await hooked(['order.created'], {}, 302)
  for (let count = 0; count < 7; count += 1) {
    store.admin.createOrder()
    await deliver()
  }
  expect((await get(store, 'wc/v3/webhooks/1')).body).toMatchObject({ status: 'active' })
})

test('a webhook to an address that nobody serves is active', async () => {
  const store = await started()
  const { status, body } = await ask(
    store,
    'POST',
    'wc/v3/webhooks',
    {},
    {
      topic: 'order.updated',
      delivery_url: 'http://127.0.0.1:9/',
    },
  )
  expect([status, (body as JsonObject)['status']]).toStrictEqual([201, 'active'])
})

test('the secret is never shown', async () => {
  const { store } = await hooked(['order.created'])
  const { body } = await get(store, 'wc/v3/webhooks')
  expect(JSON.stringify(body)).not.toContain('hemmelig')
  expect(body).not.toHaveProperty('0.secret')
})

test.for(['refund.created', 'order.published', 'customer.restored', ''])(
  '"%s" is no topic',
  async (topic) => {
    const store = await started()
    const webhook = { topic, delivery_url: 'http://127.0.0.1:9/' }
    const { status, body } = await ask(store, 'POST', 'wc/v3/webhooks', {}, webhook)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'woocommerce_rest_shop_webhook_invalid_topic' })
  },
)

const orderIds = (deliveries: readonly Received[]) => topicsOf(deliveries).map(([, id]) => id)

const manyOrders = (store: SimulatedWooCommerce) =>
  Array.from({ length: 30 }, () => store.admin.createOrder())

const weather = { missing: 0, doubled: 0, late: 0, refusesLocal: false, reordered: false }

test('webhooks get lost, doubled, late and out of order when told to', async () => {
  const { store, deliver } = await hooked(['order.created'])
  const under = async (change: Partial<typeof weather>) => {
    store.weather.set({ webhooks: { ...weather, ...change } })
    const ids = manyOrders(store)
    return { ids, told: orderIds(await deliver()) }
  }
  const lost = await under({ missing: 0.5 })
  expect(lost.told.length).toBeGreaterThan(0)
  expect(lost.told.length).toBeLessThan(30)
  const doubled = await under({ doubled: 0.5 })
  expect(doubled.told.length).toBeGreaterThan(30)
  const mixed = await under({ reordered: true })
  expect(mixed.told).not.toStrictEqual(mixed.ids)
  expect(new Set(mixed.told)).toStrictEqual(new Set(mixed.ids))
  expect(mixed.told).toHaveLength(mixed.ids.length)
  const late = await under({ late: 1 })
  expect(late.told).toStrictEqual([])
  store.weather.calm()
  expect(orderIds(await deliver())).toStrictEqual(late.ids)
})

test('entities in a secret are decoded before it signs', async () => {
  const store = await started()
  const { url, received } = await receiver()
  const webhook = { topic: 'order.created', delivery_url: url, secret: 'salt &amp; pepper' }
  await ask(store, 'POST', 'wc/v3/webhooks', {}, webhook)
  await store.deliverWebhooks()
  store.admin.createOrder()
  await store.deliverWebhooks()
  const delivery = received.at(-1)
  expect(delivery?.headers['x-wc-webhook-signature']).toBe(
    createHmac('sha256', 'salt & pepper')
      .update(delivery?.text ?? '')
      .digest('base64'),
  )
})

test('where WordPress refuses local addresses nothing arrives, and the webhook is off in the end', async () => {
  const { store, received } = await hooked(['order.created'])
  received.length = 0
  store.weather.set({ webhooks: { ...weather, refusesLocal: true } })
  for (let count = 0; count < 6; count += 1) {
    store.admin.createOrder()
    await store.deliverWebhooks()
  }
  expect(received).toStrictEqual([])
  expect((await get(store, 'wc/v3/webhooks/1')).body).toMatchObject({ status: 'disabled' })
})

test('a refund in the shop is told as one by hand is', async () => {
  const shop = simulatedShop({ orders: 60 })
  const { deliver } = await hooked(['action.woocommerce_order_refunded', 'order.updated'], { shop })
  const order = [...shop.orders()].find(
    ({ storeId, status }) => storeId === 'web' && status === 'fulfilled',
  )
  shop.refund(order?.id ?? '', { line: 'all', reason: 'Too late' })
  const topics = (await deliver()).map(({ headers }) => headers['x-wc-webhook-topic'])
  expect(new Set(topics)).toStrictEqual(
    new Set(['order.updated', 'action.woocommerce_order_refunded']),
  )
})
