import { expect, test } from 'vitest'
import { apiVersion } from './api-version.ts'
import { ask, askList, askObject } from './client.ts'
import { refusal } from './testing/memory-stripe.ts'
import { testContext, testKey } from './testing/context.ts'

test('a request carries the key, the pinned version and no telemetry', async () => {
  const sent: Request[] = []
  await ask(testContext({ sent, answer: () => Response.json({}) }), {
    route: '/v1/charges/:id',
    id: 'ch_1/../x',
    query: { 'expand[0]': 'customer' },
  })
  const [request] = sent
  expect(request?.url).toBe(
    'https://api.stripe.com/v1/charges/ch_1%2F..%2Fx?expand%5B0%5D=customer',
  )
  expect(request?.headers.get('authorization')).toBe(`Bearer ${testKey}`)
  expect(request?.headers.get('stripe-version')).toBe(apiVersion)
  expect(request?.headers.get('stripe-account')).toBeNull()
  expect(request?.headers.get('x-stripe-client-user-agent')).toBeNull()
  expect(request?.headers.get('x-stripe-client-telemetry')).toBeNull()
})

test('a connected account is named, unless the platform itself is asked', async () => {
  const sent: Request[] = []
  const context = testContext({ account: 'acct_7', sent, answer: () => Response.json({}) })
  await ask(context, { route: '/v1/account' })
  await ask(context, { route: '/v1/webhook_endpoints', asPlatform: true })
  expect(sent.map(({ headers }) => headers.get('stripe-account'))).toStrictEqual(['acct_7', null])
})

test('another address is asked in the place of Stripe', async () => {
  const sent: Request[] = []
  const context = testContext({
    apiBase: 'http://127.0.0.1:12111',
    sent,
    answer: () => Response.json({}),
  })
  await ask(context, { route: '/v1/account' })
  expect(sent[0]?.url).toBe('http://127.0.0.1:12111/v1/account')
})

test('a POST that is repeated carries an idempotency key', async () => {
  const sent: Request[] = []
  await ask(testContext({ sent, answer: () => Response.json({}) }), {
    route: '/v1/webhook_endpoints',
    method: 'POST',
    body: { url: 'https://x.example', enabled_events: ['a', 'b'] },
  })
  expect(sent[0]?.headers.get('idempotency-key')).toMatch(/.{20}/)
  expect(await sent[0]?.text()).toBe(
    'url=https%3A%2F%2Fx.example&enabled_events[0]=a&enabled_events[1]=b',
  )
})

test('lists are asked for a hundred at a time', async () => {
  const sent: Request[] = []
  await askList(testContext({ sent, answer: () => Response.json({ data: [], has_more: false }) }), {
    route: '/v1/charges',
  })
  expect(new URL(sent[0]?.url ?? '').searchParams.get('limit')).toBe('100')
})

test('something that is no list is a fault of the contract', async () => {
  const asked = askList(testContext({ answer: () => Response.json({ object: 'charge' }) }), {
    route: '/v1/charges',
  })
  await expect(asked).rejects.toMatchObject({ kind: 'contract' })
})

test.each([
  ['is not known', () => refusal(404, { code: 'resource_missing', message: 'No such customer' })],
  ['was deleted', () => Response.json({ id: 'cus_1', object: 'customer', deleted: true })],
])('an object that %s is none', async (_, answer) => {
  const object = await askObject(testContext({ answer }), {
    route: '/v1/customers/:id',
    id: 'cus_1',
  })
  expect(object).toBeNull()
})

test('the client itself never asks twice', async () => {
  const sent: Request[] = []
  await expect(
    ask(
      testContext({
        sent,
        answer: () => refusal(500, { message: 'sorry' }, { 'stripe-should-retry': 'true' }),
      }),
      { route: '/v1/account' },
    ),
  ).rejects.toMatchObject({
    kind: 'transient',
  })
  expect(sent).toHaveLength(1)
})

test('what Stripe says to developers goes to the log, and not to the standard error', async () => {
  const logged: unknown[] = []
  const warned: unknown[] = []
  const listener = (warning: Error) => warned.push(warning)
  process.on('warning', listener)
  const context = testContext({
    answer: () =>
      Response.json({ id: 'x' }, { headers: { 'stripe-notice': 'Use a newer version.' } }),
  })
  const log = { ...context.log, info: (...said: readonly unknown[]) => logged.push(said) }
  await ask({ ...context, log }, { route: '/v1/account' })
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  process.off('warning', listener)
  expect(logged).toStrictEqual([
    ['Stripe says something about this request.', { notice: 'Use a newer version.' }],
  ])
  expect(warned).toStrictEqual([])
})
