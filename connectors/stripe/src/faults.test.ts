import { isFault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { ask } from './client.ts'
import { refusal } from './testing/memory-stripe.ts'
import { testContext, testKey, type Given } from './testing/context.ts'

/** The fault of a request that is answered so. */
async function faultOfAnswer(answer: Given['answer']) {
  try {
    await ask(testContext({ ...(answer !== undefined && { answer }) }), { route: '/v1/charges' })
  } catch (error) {
    if (isFault(error)) return JSON.parse(JSON.stringify(error)) as object
    throw error
  }
  throw new Error('It was not refused.')
}

test.each([
  [
    'revoked',
    { message: 'Invalid API Key provided: rk_test_51T****cret' },
    'Stripe does not know the key: it was deleted, is of another system, or is not complete.',
  ],
  [
    'expired',
    { code: 'api_key_expired', message: 'Expired API Key provided' },
    'The key has expired, or was rolled.',
  ],
])('a key that is %s is told as that', async (_, error, message) => {
  expect(await faultOfAnswer(() => refusal(401, error))).toMatchObject({
    kind: 'auth',
    message,
    request: { method: 'GET', route: '/v1/charges', status: 401, requestId: 'req_1' },
  })
})

test('no fault quotes the key or what Stripe says of it', async () => {
  expect(
    JSON.stringify(
      await faultOfAnswer(() => refusal(401, { message: `Invalid API Key provided: ${testKey}` })),
    ),
  ).not.toContain(testKey)
})

test('a missing permission is named as Stripe names it', async () => {
  expect(
    await faultOfAnswer(() =>
      refusal(403, {
        type: 'invalid_request_error',
        message:
          "The provided key 'rk_test_***' does not have the required permissions for this endpoint on account 'acct_1'. Having the 'rak_charge_read' permission would allow this request to continue.",
      }),
    ),
  ).toMatchObject({
    kind: 'permission',
    permission: 'rak_charge_read',
    message: 'The key lacks the permission rak_charge_read.',
  })
})

test('a connected account that the key cannot reach is a mistake in the settings', async () => {
  expect(
    await faultOfAnswer(() =>
      refusal(403, {
        code: 'account_invalid',
        message: "The provided key 'sk_test_***' does not have access to account 'acct_7'",
      }),
    ),
  ).toMatchObject({ kind: 'config', path: ['account'] })
})

test('a 429 says why, and how long to wait where Stripe says it', async () => {
  expect(
    await faultOfAnswer(() =>
      refusal(
        429,
        { code: 'rate_limit', message: 'Too many requests' },
        { 'stripe-rate-limited-reason': 'endpoint-rate', 'retry-after': '2' },
      ),
    ),
  ).toMatchObject({
    kind: 'rateLimit',
    message: 'Stripe asks for fewer requests (429, endpoint-rate).',
    retryAfterMs: 2000,
  })
})

test.each([
  [429, { code: 'lock_timeout', message: 'locked' }, 'transient'],
  [409, { message: 'conflict' }, 'transient'],
  [500, { message: 'sorry' }, 'transient'],
  [
    400,
    { code: 'parameter_unknown', param: 'x', message: 'Received unknown parameter' },
    'contract',
  ],
])('a %i is judged by who can act', async (status, error, kind) => {
  expect(await faultOfAnswer(() => refusal(status, error))).toMatchObject({ kind })
})

test('a page of a proxy in the place of an answer passes', async () => {
  expect(await faultOfAnswer(() => new Response('<html>', { status: 502 }))).toMatchObject({
    kind: 'transient',
  })
})

test('a fault of the platform comes through the client as it was', async () => {
  expect(
    await faultOfAnswer(() => {
      throw Object.assign(new Error('No answer.'), {
        $fault: 'v1',
        kind: 'transient',
        retryAfterMs: 7,
      })
    }),
  ).toMatchObject({ kind: 'transient', retryAfterMs: 7 })
})
