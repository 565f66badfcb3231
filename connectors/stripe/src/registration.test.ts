import { expect, test } from 'vitest'
import { apiVersion } from './api-version.ts'
import { eventTypesOf } from './event-types.ts'
import { refusal } from './testing/memory-stripe.ts'
import { testContext, type Given } from './testing/context.ts'
import { register, unregister } from './registration.ts'

const url = 'https://cartograph.example/webhooks/abc'
const events = eventTypesOf([]).toSorted()

interface Endpoint {
  readonly id: string
  readonly url: string
  readonly status: string
  readonly api_version: string | null
  readonly enabled_events: readonly string[]
}

function endpoint(id: string, more: Partial<Endpoint> = {}): Endpoint {
  return { id, url, status: 'enabled', api_version: apiVersion, enabled_events: events, ...more }
}

/** Answers as the endpoints of an account would, and keeps what was done to them. */
function endpoints(existing: readonly Endpoint[], given: Given = {}) {
  const done: string[] = []
  const bodies: URLSearchParams[] = []
  const context = testContext({
    ...given,
    answer: async (request) => {
      const { pathname } = new URL(request.url)
      if (request.method === 'GET')
        return Response.json({ object: 'list', data: existing, has_more: false })
      done.push(`${request.method} ${pathname}`)
      bodies.push(new URLSearchParams(await request.text()))
      if (request.method === 'DELETE') return Response.json({ id: 'x', deleted: true })
      return Response.json({ ...endpoint('we_new'), secret: 'whsec_new' })
    },
  })
  return { context, done, bodies }
}

test('an endpoint is made in the pinned version, for the events of the streams alone', async () => {
  const { context, done, bodies } = endpoints([], { streams: ['taxRates'] })
  expect(await register(context, url, [])).toStrictEqual([{ id: 'we_new', secret: 'whsec_new' }])
  expect(done).toStrictEqual(['POST /v1/webhook_endpoints'])
  expect(Object.fromEntries(bodies[0] ?? [])).toStrictEqual({
    url,
    api_version: apiVersion,
    description: 'Cartograph',
    'enabled_events[0]': 'tax_rate.created',
    'enabled_events[1]': 'tax_rate.updated',
  })
})

test('one that is there and whose secret we have is kept with its secret', async () => {
  const { context, done } = endpoints([
    endpoint('we_1'),
    endpoint('we_2', { url: 'https://other.example' }),
  ])
  const before = [{ id: 'we_1', secret: 'whsec_1' }]
  expect(await register(context, url, before)).toStrictEqual(before)
  expect(done).toStrictEqual([])
})

test.each([
  ['that Stripe switched off', { status: 'disabled' }],
  ['for other events', { enabled_events: ['charge.succeeded'] }],
])('one %s is put right', async (_, more) => {
  const { context, done, bodies } = endpoints([endpoint('we_1', more)])
  const before = [{ id: 'we_1', secret: 'whsec_1' }]
  expect(await register(context, url, before)).toStrictEqual(before)
  expect(done).toStrictEqual(['POST /v1/webhook_endpoints/we_1'])
  expect(bodies[0]?.get('disabled')).toBe('false')
})

test.each([
  ['whose secret we do not have', {}, []],
  ['in another version', { api_version: '2020-08-27' }, [{ id: 'we_1', secret: 'whsec_1' }]],
])('one %s is made anew before it is taken away', async (_, more, before) => {
  const { context, done } = endpoints([endpoint('we_1', more)])
  expect(await register(context, url, before)).toStrictEqual([
    { id: 'we_new', secret: 'whsec_new' },
  ])
  expect(done).toStrictEqual(['POST /v1/webhook_endpoints', 'DELETE /v1/webhook_endpoints/we_1'])
})

test('a platform makes it for its connected accounts, in its own name', async () => {
  const sent: Request[] = []
  const { context, bodies } = endpoints([], { account: 'acct_7', sent })
  await register(context, url, [])
  expect(bodies[0]?.get('connect')).toBe('true')
  expect(sent.map(({ headers }) => headers.get('stripe-account'))).toStrictEqual([null, null])
})

test('a key that may not manage webhooks is told what that means', async () => {
  const context = testContext({
    answer: () => refusal(403, { message: "Having the 'rak_webhook_write' permission" }),
  })
  await expect(register(context, url, [])).rejects.toMatchObject({
    kind: 'permission',
    scope: 'part',
    permission: 'rak_webhook_write',
  })
})

test('what is registered no more is taken away, also where it is gone already', async () => {
  const sent: Request[] = []
  const context = testContext({
    sent,
    answer: () => refusal(404, { code: 'resource_missing', message: 'No such webhook endpoint' }),
  })
  await unregister(context, [{ id: 'we_1' }, { id: 'we_2' }])
  expect(sent.map(({ method, url: to }) => `${method} ${new URL(to).pathname}`)).toStrictEqual([
    'DELETE /v1/webhook_endpoints/we_1',
    'DELETE /v1/webhook_endpoints/we_2',
  ])
})
