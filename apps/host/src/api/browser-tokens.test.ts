import { beforeEach, expect, test } from 'vitest'
import { guardedHost, type GuardedHost } from '../testing/guarded-host.ts'
import { browserAnswer } from './browser-answer.ts'
import { problem } from './problem.ts'

const origin = 'https://shop.example'
let host: GuardedHost
let secret: string
beforeEach(async () => {
  host = await guardedHost({ now: () => Date.UTC(2026, 10, 25, 12) })
  secret = await host.issue({
    kind: 'browser',
    permissions: ['customers:write', 'events:write'],
    origins: [origin, 'http://localhost:5173'],
  })
})

function post(path: string, headers: Readonly<Record<string, string>>, body: object = {}) {
  return host.ask(secret, path, { method: 'POST', headers, body: JSON.stringify(body) })
}

function preflight(from: string): Promise<Response> {
  const headers = {
    origin: from,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, content-type, idempotency-key',
  }
  return Promise.resolve(
    host.app.request('http://localhost/api/events', { method: 'OPTIONS', headers }),
  )
}

test('a page of a listed origin is told beforehand that it may send', async () => {
  const response = await preflight(origin)
  expect([response.status, response.headers.get('access-control-allow-origin')]).toStrictEqual([
    204,
    origin,
  ])
  expect(response.headers.get('access-control-allow-headers')).toBe(
    'authorization, content-type, idempotency-key',
  )
  expect(response.headers.get('vary')).toContain('Origin')
  expect(response.headers.get('access-control-allow-credentials')).toBeNull()
})

test.each([
  'https://evil.example',
  'https://shop.example.evil.example',
  'http://shop.example',
  'https://shop.example:8443',
  'https://SHOP.example',
  'https://shop.example/',
  'null',
  '*',
])('a page of %s may not send', async (from) => {
  const before = await preflight(from)
  expect([before.status, before.headers.get('access-control-allow-origin')]).toStrictEqual([
    403,
    null,
  ])
  const response = await post('/api/events', { origin: from })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toStrictEqual([
    403,
    null,
  ])
})

test('without an origin a token of a browser is refused', async () => {
  const response = await post('/api/events', {})
  expect([response.status, await response.json()]).toMatchObject([
    403,
    { detail: 'This token is for pages of its own origins alone.' },
  ])
})

test('an address that is not there is told as such', async () => {
  expect((await post('/api/nothing', { origin })).status).toBe(404)
})

test('origins of a token that was revoked count no more', async () => {
  await host.call('/api/tokens/test-1/revoke', { method: 'POST' })
  expect((await preflight(origin)).status).toBe(403)
})

test("the origins of a server's token open nothing to pages", async () => {
  const server = await host.issue({
    permissions: ['customers:read'],
    origins: ['https://x.example'],
  })
  expect((await preflight('https://x.example')).status).toBe(403)
  const response = await host.ask(server, '/api/customers', {
    headers: { origin: 'https://x.example' },
  })
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
})

test.each([
  ['GET', '/api/customers'],
  ['GET', '/api/status'],
  ['GET', '/api/tokens'],
  ['POST', '/api/customers/merge'],
])('a token of a browser cannot %s %s, whatever the store says of it', async (method, path) => {
  const over = await host.issue({
    kind: 'browser',
    permissions: ['admin', 'customers:read', 'events:write'],
    origins: [origin],
  })
  expect((await host.ask(over, path, { method, headers: { origin } })).status).toBe(403)
})

test('what a page sends is answered with no more than that it was taken', async () => {
  const response = await post(
    '/api/customers',
    {
      origin,
      'idempotency-key': 'one',
      'content-type': 'application/json',
    },
    { properties: { email: 'new@example.com' } },
  )
  expect([
    response.status,
    await response.json(),
    response.headers.get('access-control-allow-origin'),
    response.headers.get('vary'),
    response.headers.get('cache-control'),
  ]).toStrictEqual([202, { accepted: true }, origin, 'Origin', 'no-store'])
})

test('whether a person exists cannot be seen by a page', async () => {
  const lis = await host.personOf('shop:2')
  const answers = await Promise.all(
    [lis, 'nobody'].map(async (person, index) => {
      const headers = { origin, 'idempotency-key': `key-${index}` }
      const response = await post(`/api/customers/${person}/tags`, headers, { add: ['vip'] })
      return [response.status, await response.text(), new Set(response.headers.keys())]
    }),
  )
  expect(answers[0]).toStrictEqual(answers[1])
  expect(answers[0]?.[0]).toBe(202)
})

test('a page that sends nonsense is told so, and not what', async () => {
  const response = await post('/api/events', { origin, 'idempotency-key': 'one' }, { x: 1 })
  expect([response.status, await response.json()]).toStrictEqual([
    400,
    {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'The request was not taken: it is not of the form that is expected.',
    },
  ])
})

test.each([
  [200, 202],
  [201, 202],
  [403, 202],
  [404, 202],
  [409, 202],
  [422, 400],
  [413, 413],
  [429, 429],
  [503, 503],
  [502, 500],
])('an answer of %i is one of %i to a page, and what it says is left out', async (given, shown) => {
  const answer = browserAnswer(problem(given, 'There is a person called Ida.'))
  expect(answer.status).toBe(shown)
  expect(await answer.text()).not.toContain('Ida')
})

test('a page that sends too much is told when to come again', async () => {
  const answers = await Promise.all(
    Array.from({ length: 201 }, () => post('/api/events', { origin })),
  )
  const late = answers.find(({ status }) => status === 429)
  expect([
    late?.headers.get('retry-after'),
    late?.headers.get('access-control-allow-origin'),
  ]).toStrictEqual(['1', origin])
})
