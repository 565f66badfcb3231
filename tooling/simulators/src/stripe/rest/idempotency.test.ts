import type { Stripe } from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { clientOf } from '../testing/client.ts'

let time: number
let stripe: SimulatedStripe
let client: Stripe

beforeEach(async () => {
  time = Date.UTC(2026, 10, 20)
  stripe = await startStripe({ now: () => time })
  client = clientOf(stripe, stripe.keys.secret)
})

afterEach(() => stripe.close())

const make = (url: string, idempotencyKey: string) =>
  client.webhookEndpoints.create({ url, enabled_events: ['*'] }, { idempotencyKey })

test('the same request with the same key is done once and answered twice', async () => {
  const first = await make('https://shop.example/one', 'key-1')
  const second = await make('https://shop.example/one', 'key-1')
  expect(second).toStrictEqual(first)
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(second.lastResponse.idempotencyKey).toBe('key-1')
  expect(stripe.truth('webhook_endpoints')).toHaveLength(1)
})

test('another request with the same key is refused', async () => {
  await make('https://shop.example/one', 'key-1')
  await expect(make('https://shop.example/two', 'key-1')).rejects.toMatchObject({
    statusCode: 400,
    type: 'StripeIdempotencyError',
  })
})

test('a key is forgotten after a day', async () => {
  const first = await make('https://shop.example/one', 'key-1')
  time += 25 * 3_600_000
  expect((await make('https://shop.example/one', 'key-1')).id).not.toBe(first.id)
})

test('a key that is too long is refused', async () => {
  await expect(make('https://shop.example/one', 'k'.repeat(256))).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
  })
})
