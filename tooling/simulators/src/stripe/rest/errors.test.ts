import { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulatedShop } from '../../shop/shop.ts'
import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { clientOf } from '../testing/client.ts'

let stripe: SimulatedStripe
let client: Stripe

beforeAll(async () => {
  stripe = await startStripe({ shop: simulatedShop({ orders: 60 }) })
  client = clientOf(stripe, stripe.keys.secret)
})

afterAll(() => stripe.close())

const failureOf = async (request: Promise<unknown>) => {
  const thrown: unknown = await request.catch((error: unknown) => error)
  if (!(thrown instanceof Stripe.errors.StripeError)) throw new Error('It was answered.')
  const { statusCode, code, param, message, type } = thrown
  return { statusCode, code, param, message, type }
}

test('a key that does not exist is refused', async () => {
  const failure = await failureOf(clientOf(stripe, 'sk_test_nobody1234').charges.list())
  expect(failure).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' })
  expect(failure.message).toBe('Invalid API Key provided: sk_test_******1234')
})

test('a key that was rolled is refused as expired', async () => {
  const failure = await failureOf(clientOf(stripe, stripe.keys.revoked).charges.list())
  expect(failure).toMatchObject({ statusCode: 401, code: 'api_key_expired' })
})

test('a publishable key is refused', async () => {
  const failure = await failureOf(clientOf(stripe, stripe.keys.publishable).charges.list())
  expect(failure).toMatchObject({ statusCode: 403, code: 'secret_key_required' })
})

test('a restricted key reads what it may, and is told the permission it lacks', async () => {
  const restricted = clientOf(stripe, stripe.keys.restricted(['rak_charge_read']))
  expect((await restricted.charges.list()).data).toHaveLength(10)
  const failure = await failureOf(restricted.subscriptions.list())
  expect(failure).toMatchObject({ statusCode: 403, type: 'StripePermissionError' })
  expect(failure.message).toContain(
    "Having the 'rak_subscription_read' permission would allow this request to continue.",
  )
})

test('a key that may read cannot write', async () => {
  const restricted = clientOf(stripe, stripe.keys.restricted(['rak_webhook_read']))
  const failure = await failureOf(
    restricted.webhookEndpoints.create({
      url: 'https://shop.example/hook',
      enabled_events: ['*'],
    }),
  )
  expect(failure).toMatchObject({ statusCode: 403 })
  expect(failure.message).toContain("'rak_webhook_write'")
})

test('an unknown parameter is named', async () => {
  const failure = await failureOf(client.paymentLinks.list({ created: { gte: 1 } } as object))
  expect(failure).toMatchObject({
    statusCode: 400,
    code: 'parameter_unknown',
    param: 'created',
    message: 'Received unknown parameter: created',
  })
})

test('an object that is not there is missing: 404 in the address, 400 in a parameter', async () => {
  expect(await failureOf(client.customers.retrieve('cus_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'id',
    message: "No such customer: 'cus_none'",
  })
  expect(await failureOf(client.customers.list({ starting_after: 'cus_none' }))).toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
    param: 'starting_after',
  })
})

test.each([
  [{ limit: 0 }, 'limit'],
  [{ limit: 101 }, 'limit'],
  [{ starting_after: 'ch_1', ending_before: 'ch_2' }, 'ending_before'],
])('a list refuses %j', async (query, param) => {
  expect(await failureOf(client.charges.list(query))).toMatchObject({ statusCode: 400, param })
})

test('a connected account that the key does not know is refused', async () => {
  const stranger = clientOf(stripe, stripe.keys.secret, { stripeAccount: 'acct_stranger' })
  expect(await failureOf(stranger.charges.list())).toMatchObject({
    statusCode: 403,
    code: 'account_invalid',
  })
})

test('an address that does not exist is said to be none', async () => {
  const failure = await failureOf(client.rawRequest('GET', '/v1/nothing'))
  expect(failure).toMatchObject({ statusCode: 404 })
  expect(failure.message).toContain('Unrecognized request URL (GET: /v1/nothing).')
})

test('who asks too often is refused, by the client as a rate limit', async () => {
  const busy = await startStripe({ limits: 'real' })
  const asking = clientOf(busy, busy.keys.secret)
  const requests = Array.from({ length: 150 }, () =>
    failureOf(asking.customers.list()).catch(() => undefined),
  )
  const failures = (await Promise.all(requests)).filter((each) => each !== undefined)
  await busy.close()
  expect(failures.length).toBeGreaterThan(0)
  expect(failures[0]).toMatchObject({
    statusCode: 429,
    code: 'rate_limit',
    type: 'StripeRateLimitError',
  })
})
