import { setTimeout as sleep } from 'node:timers/promises'

import { Stripe } from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { clientOf } from '../testing/client.ts'
import type { Weather } from './weather.ts'

let stripe: SimulatedStripe
let client: Stripe

beforeEach(async () => {
  stripe = await startStripe()
  client = clientOf(stripe, stripe.keys.secret)
  for (let number = 0; number < 5; number += 1) {
    stripe.admin.create('customers', { name: `Customer ${number}` })
  }
})

afterEach(() => stripe.close())

const errorOf = async (request: Promise<unknown>) => {
  const thrown: unknown = await request.catch((error: unknown) => error)
  if (thrown instanceof Stripe.errors.StripeError) return thrown
  throw new Error('It was answered.')
}

const ask = (path: string, key = stripe.keys.secret) =>
  fetch(`${stripe.url}${path}`, { headers: { authorization: `Bearer ${key}` } })

test('mishaps come in the order they were called for, and then the weather is fine', async () => {
  stripe.weather.next(
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429 },
  )
  const statuses: (number | undefined)[] = []
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await errorOf(client.customers.list())).statusCode)
  }
  expect(statuses).toStrictEqual([500, 503, 429])
  expect((await client.customers.list()).data).toHaveLength(5)
})

test('an error says of which sort it is, and which request it was', async () => {
  stripe.weather.next({ kind: 'status', status: 500 })
  const error = await errorOf(client.customers.list())
  expect(error).toMatchObject({ type: 'StripeAPIError', rawType: 'api_error' })
  expect(error.requestId).toMatch(/^req_\w{14}$/u)
  expect(error.raw).toMatchObject({
    request_log_url: expect.stringContaining(error.requestId ?? '') as string,
  })
})

test('too many requests are refused with a wait, or without one', async () => {
  stripe.weather.next(
    { kind: 'status', status: 429, retryAfter: 7 },
    { kind: 'status', status: 429, reason: 'lock_timeout', shouldRetry: true },
  )
  const waiting = await ask('/v1/customers')
  expect(waiting.headers.get('retry-after')).toBe('7')
  expect(waiting.headers.get('stripe-should-retry')).toBe(null)
  const locked = await ask('/v1/customers')
  expect(locked.headers.get('retry-after')).toBe(null)
  expect(locked.headers.get('stripe-should-retry')).toBe('true')
  expect(await locked.json()).toMatchObject({ error: { code: 'lock_timeout' } })
})

test('a connection breaks before the request is worked on, or after', async () => {
  const create = () =>
    fetch(`${stripe.url}/v1/webhook_endpoints`, {
      method: 'POST',
      body: 'url=https://shop.example/hook&enabled_events[]=*',
      headers: { authorization: `Bearer ${stripe.keys.secret}` },
    })
  stripe.weather.next({ kind: 'reset', when: 'before' })
  await expect(create()).rejects.toThrow('fetch failed')
  expect(stripe.truth('webhook_endpoints')).toHaveLength(0)
  stripe.weather.next({ kind: 'reset', when: 'after' })
  await expect(create()).rejects.toThrow('fetch failed')
  expect(stripe.truth('webhook_endpoints')).toHaveLength(1)
  expect(stripe.log.map(({ status }) => status)).toStrictEqual([0, 0])
})

test('an answer is cut in half', async () => {
  stripe.weather.next({ kind: 'truncated' })
  const answer = await ask('/v1/customers')
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow('terminated')
})

test('an answer that comes in pieces is whole in the end', async () => {
  stripe.weather.next({ kind: 'slowBody', overMs: 20 })
  expect((await client.customers.list()).data).toHaveLength(5)
})

test.each([
  [
    'one answer',
    (weather: Weather) => {
      weather.next({ kind: 'late', delayMs: 10_000 })
    },
  ],
  [
    'every answer',
    (weather: Weather) => {
      weather.set({ latencyMs: 10_000 })
    },
  ],
])('where %s is late, those who do not wait give up', async (_, makeLate) => {
  makeLate(stripe.weather)
  const error = await errorOf(client.customers.list({}, { timeout: 20 }))
  expect(error.type).toBe('StripeConnectionError')
})

const outcomes = async () => {
  const server = await startStripe({ seed: 5 })
  server.weather.set({ mishaps: [{ share: 0.3, mishap: { kind: 'status', status: 500 } }] })
  const statuses: number[] = []
  for (let count = 0; count < 40; count += 1) {
    const { status } = await fetch(`${server.url}/v1/customers`, {
      headers: { authorization: `Bearer ${server.keys.secret}` },
    })
    statuses.push(status)
  }
  await server.close()
  return statuses
}

test('a share of all requests goes wrong, always the same ones for a seed', async () => {
  const first = await outcomes()
  expect(new Set(first)).toStrictEqual(new Set([200, 500]))
  expect(await outcomes()).toStrictEqual(first)
})

test('a key can always be answered the same', async () => {
  const ill = stripe.keys.restricted(['rak_customer_read'])
  stripe.weather.always(ill, { kind: 'status', status: 503 })
  expect((await ask('/v1/customers', ill)).status).toBe(503)
  expect((await ask('/v1/customers')).status).toBe(200)
  expect((await ask('/v1/customers', ill)).status).toBe(503)
  stripe.weather.always(ill, undefined)
  expect((await ask('/v1/customers', ill)).status).toBe(200)
})

test('something changes between two pages, and paging back from the newest misses nothing', async () => {
  const before = stripe.truth('customers').map(({ id }) => id)
  const stop = stripe.weather.between(async () => {
    // The next request waits for this, however long it takes.
    await sleep(5)
    stripe.admin.create('customers', { name: 'Came in between' })
  })
  const read: string[] = []
  for await (const { id } of client.customers.list({ limit: 2 })) read.push(id)
  stop()
  expect(read).toStrictEqual(before.toReversed())
  expect(stripe.truth('customers')).toHaveLength(8)
})

test('the log has every request, with what was asked and answered', async () => {
  await client.customers.list({ limit: 3, created: { gte: 5 } })
  await errorOf(clientOf(stripe, 'sk_test_none').customers.list())
  expect(stripe.log).toMatchObject([
    {
      method: 'GET',
      path: '/v1/customers',
      query: { limit: '3', created: { gte: '5' } },
      status: 200,
      account: stripe.account,
      version: '2026-10-28.endive',
    },
    { status: 401 },
  ])
})
