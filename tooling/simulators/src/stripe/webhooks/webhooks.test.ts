import { Stripe } from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { clientOf } from '../testing/client.ts'
import { openReceiver, type Receiver } from '../testing/receiver.ts'

const hour = 3_600_000
let time: number
let stripe: SimulatedStripe
let client: Stripe
let receiver: Receiver

beforeEach(async () => {
  time = Date.now()
  stripe = await startStripe({ now: () => time })
  client = clientOf(stripe, stripe.keys.secret)
  receiver = await openReceiver()
})

afterEach(async () => {
  await stripe.close()
  await receiver.close()
})

const typesReceived = () =>
  receiver.received.map(({ body }) => (JSON.parse(body) as { readonly type: string }).type)

test('an endpoint that is made by the API shows its secret once, and its webhooks verify', async () => {
  const endpoint = await client.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: ['customer.created'],
  })
  expect(endpoint.secret).toMatch(/^whsec_\w{32}$/u)
  expect(await client.webhookEndpoints.retrieve(endpoint.id)).not.toHaveProperty('secret')
  const customer = stripe.admin.create('customers', { email: 'buyer@example.com' })
  stripe.admin.update('customers', customer.id, { name: 'Not asked for' })
  await stripe.deliverWebhooks()
  const [received] = receiver.received
  const event = client.webhooks.constructEvent(
    received?.body ?? '',
    received?.signature ?? '',
    endpoint.secret ?? '',
  )
  expect(typesReceived()).toStrictEqual(['customer.created'])
  expect(event.data.object).toMatchObject({ id: customer.id, email: 'buyer@example.com' })
})

test('a body that was changed does not verify', async () => {
  const { secret } = stripe.admin.addEndpoint({ url: receiver.url })
  stripe.admin.create('customers')
  await stripe.deliverWebhooks()
  const [received] = receiver.received
  expect(() =>
    client.webhooks.constructEvent(`${received?.body} `, received?.signature ?? '', secret),
  ).toThrow(Stripe.errors.StripeSignatureVerificationError)
})

test('while a secret rolls, the old and the new one verify; after a day only the new one', async () => {
  const { id, secret: old } = stripe.admin.addEndpoint({ url: receiver.url })
  const secret = stripe.admin.rollSecret(id)
  stripe.admin.create('customers')
  await stripe.deliverWebhooks()
  const [during] = receiver.received
  for (const good of [old, secret]) {
    const event = client.webhooks.constructEvent(during?.body ?? '', during?.signature ?? '', good)
    expect(event.type).toBe('customer.created')
  }
  time += 25 * hour
  stripe.admin.create('customers')
  await stripe.deliverWebhooks()
  expect(receiver.received[1]?.signature.match(/v1=/gu)).toHaveLength(1)
})

test('a payload is rendered at the version of its endpoint', async () => {
  stripe.admin.addEndpoint({ url: receiver.url, apiVersion: '2024-06-20' })
  stripe.admin.pay({ amount: 100, currency: 'dkk' })
  await stripe.deliverWebhooks()
  const charge = receiver.received.find(({ body }) => body.includes('charge.succeeded'))
  expect(JSON.parse(charge?.body ?? '')).toMatchObject({
    api_version: '2024-06-20',
    data: { object: { invoice: null } },
  })
})

test('a thin event names its object, which can be fetched', async () => {
  const { secret } = stripe.admin.addEndpoint({ url: receiver.url, isThin: true })
  const customer = stripe.admin.create('customers', { name: 'Thin' })
  await stripe.deliverWebhooks()
  const [received] = receiver.received
  const notification = client.parseEventNotification(
    received?.body ?? '',
    received?.signature ?? '',
    secret,
  )
  expect(notification.type).toBe('v1.customer.created')
  expect(JSON.parse(received?.body ?? '')).not.toHaveProperty('data')
  expect(JSON.parse(received?.body ?? '')).toMatchObject({
    related_object: { id: customer.id, type: 'customer', url: `/v1/customers/${customer.id}` },
  })
  const listed = await client.v2.core.events.retrieve(notification.id)
  expect(listed.type).toBe('v1.customer.created')
})

test('what fails is tried again later, three times in a sandbox', async () => {
  stripe.admin.addEndpoint({ url: receiver.url })
  stripe.admin.create('customers')
  receiver.answerNext(500, 500, 500, 500, 500, 500)
  const attempts: number[] = []
  for (let step = 0; step < 60; step += 1) {
    for (const { attempt } of await stripe.deliverWebhooks()) attempts.push(attempt)
    time += hour / 10
  }
  expect(attempts).toStrictEqual([1, 2, 3, 4])
})

test('a live account tries for three days, less and less often', async () => {
  await stripe.close()
  stripe = await startStripe({ now: () => time, livemode: true })
  stripe.admin.addEndpoint({ url: receiver.url })
  stripe.admin.create('customers')
  receiver.answerNext(...Array.from({ length: 100 }, () => 503))
  const hours: number[] = []
  for (let step = 0; step < 24 * 5; step += 1) {
    if ((await stripe.deliverWebhooks()).length > 0) hours.push(step)
    time += hour
  }
  expect(hours.at(-1)).toBe(72)
  const first = hours.findIndex((at) => at > 24)
  expect(first).toBeGreaterThan(hours.length - first)
})

test('an event counts the endpoints that it has not reached', async () => {
  stripe.admin.addEndpoint({ url: receiver.url })
  stripe.admin.create('customers')
  receiver.answerNext(500)
  const pending = async () => (await client.events.list()).data[0]?.pending_webhooks
  await stripe.deliverWebhooks()
  expect(await pending()).toBe(1)
  expect((await client.events.list({ delivery_success: true })).data).toStrictEqual([])
  time += hour
  await stripe.deliverWebhooks()
  expect(await pending()).toBe(0)
  expect((await client.events.list({ delivery_success: true })).data).toHaveLength(1)
})

test('an endpoint that is disabled or deleted is told nothing', async () => {
  const one = await client.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
  const other = await client.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
  const disabled = await client.webhookEndpoints.update(one.id, { disabled: true })
  expect(disabled.status).toBe('disabled')
  expect(await client.webhookEndpoints.del(other.id)).toStrictEqual({
    id: other.id,
    object: 'webhook_endpoint',
    deleted: true,
  })
  stripe.admin.create('customers')
  expect(await stripe.deliverWebhooks()).toStrictEqual([])
})

const customers = (count: number) => {
  for (let number = 0; number < count; number += 1) {
    stripe.admin.create('customers', { id: `cus_${number}` })
  }
}

const idsReceived = () =>
  receiver.received.map(
    ({ body }) => (JSON.parse(body) as { data: { object: { id: string } } }).data.object.id,
  )

test('in bad weather webhooks are lost, doubled, late and out of order', async () => {
  stripe.admin.addEndpoint({ url: receiver.url })
  const bad = { lost: 0.2, doubled: 0.2, late: 0.2, isReordered: true }
  stripe.weather.set({ webhooks: bad })
  customers(100)
  await stripe.deliverWebhooks()
  const first = idsReceived()
  expect(new Set(first).size).toBeLessThan(first.length)
  expect(first).not.toStrictEqual(first.toSorted())
  stripe.weather.calm()
  await stripe.deliverWebhooks()
  const late = idsReceived().slice(first.length)
  expect(late.length).toBeGreaterThan(5)
  expect(new Set(idsReceived()).size).toBeLessThan(100)
})

test('an endpoint for connected accounts is told of those, and of nothing else', async () => {
  await stripe.close()
  stripe = await startStripe({ now: () => time, accounts: 1 })
  const [connected = ''] = stripe.connected
  stripe.admin.addEndpoint({ url: receiver.url, connect: true })
  stripe.admin.create('customers')
  stripe.adminOf(connected).create('customers')
  await stripe.deliverWebhooks()
  expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
    { type: 'customer.created', account: connected },
  ])
})

test('an address in live mode must be encrypted', async () => {
  await stripe.close()
  stripe = await startStripe({ livemode: true })
  const live = clientOf(stripe, stripe.keys.secret)
  await expect(
    live.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] }),
  ).rejects.toMatchObject({ statusCode: 400, code: 'url_invalid', param: 'url' })
})

test('thin events are listed page by page, newest first', async () => {
  customers(5)
  const read: string[] = []
  for await (const event of client.v2.core.events.list({ limit: 2 })) {
    read.push(JSON.stringify(event).match(/cus_\d/u)?.[0] ?? '')
  }
  expect(read).toStrictEqual(['cus_4', 'cus_3', 'cus_2', 'cus_1', 'cus_0'])
})
