import { expect, test } from 'vitest'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const oneShop = () => scriptedHost({ connections: [shopConnection(scriptedShop(3))] })

async function answerOf(host: ScriptedHost, path: string) {
  const response = await host.app.request(`http://localhost${path}`)
  return [response.status, await response.json(), response.headers.get('retry-after')]
}

test.each(['/health', '/ready'])('%s may be asked by anybody, and says no more', async (path) => {
  expect(await answerOf(await oneShop(), path)).toStrictEqual([200, { ok: true }, null])
})

function refuse(): Promise<never> {
  return Promise.reject(new Error('a mistake that names a file'))
}

/** A host whose store fails once `state.broken` is set. */
async function breakable() {
  const state = { broken: false }
  const host = await scriptedHost({
    connections: [shopConnection(scriptedShop(3))],
    store: (store) => ({
      ...store,
      read: (work) => (state.broken ? refuse() : store.read(work)),
      write: (work) => (state.broken ? refuse() : store.write(work)),
    }),
  })
  return { host, state }
}

test('with a store that cannot be written to the host lives, and is not ready', async () => {
  const { host, state } = await breakable()
  state.broken = true
  const answers = [await answerOf(host, '/health'), await answerOf(host, '/ready')]
  state.broken = false
  expect(answers).toStrictEqual([
    [200, { ok: true }, null],
    [503, { ok: false }, '5'],
  ])
})

test('a host that was told to stop lives, is not ready, and sends whoever asks to its successor', async () => {
  const host = await oneShop()
  await host.stop()
  const api = await host.call('/api/status')
  expect([
    await answerOf(host, '/health'),
    await answerOf(host, '/ready'),
    [api.status, api.headers.get('retry-after')],
  ]).toStrictEqual([
    [200, { ok: true }, null],
    [503, { ok: false }, '5'],
    [503, '5'],
  ])
})

test('an answer has an id, and what is logged because of the request has the same', async () => {
  const { host, state } = await breakable()
  state.broken = true
  const response = await host.call('/api/status', { headers: { 'x-request-id': 'proxy-1234' } })
  state.broken = false
  expect(response.headers.get('x-request-id')).toBe('proxy-1234')
  expect(host.lines.find(({ level }) => level === 'error')?.fields).toStrictEqual({
    requestId: 'proxy-1234',
  })
})

test('an id that could be anything is not taken over', async () => {
  const host = await oneShop()
  const { headers } = await host.call('/api/status', {
    headers: { 'x-request-id': '{"level":"error"}' },
  })
  expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
})

test('the log tells a request by its route, because paths hold secrets', async () => {
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(0)), scriptedHooks())],
  })
  await host.hook('shop', '{}')
  const answered = host.lines.find(({ message }) => message === 'answered')
  expect(answered?.fields).toMatchObject({
    method: 'POST',
    route: '/hooks/:connection/:token/*',
    status: 200,
  })
})

test.each([
  ['no token', {}],
  ['another token', { authorization: 'Bearer cartograph_abc' }],
  ['a token of another kind', { authorization: 'Basic YTpi' }],
])('the API is closed to whoever has %s', async (_who, headers) => {
  const { app } = await oneShop()
  for (const path of ['/api/status', '/api/runs', '/api/nothing']) {
    const response = await app.request(`http://localhost${path}`, { headers })
    expect([response.status, response.headers.get('www-authenticate')]).toStrictEqual([
      401,
      'Bearer',
    ])
  }
})

test('the API answers to its own names alone, with or without a token', async () => {
  const host = await oneShop()
  const statuses = await Promise.all(
    [
      'localhost:4700',
      '127.0.0.1',
      '[::1]:80',
      'data.example',
      'evil.example',
      'localhost.evil.example',
    ].map(async (name) => (await host.call('/api/status', { headers: { host: name } })).status),
  )
  expect(statuses).toStrictEqual([200, 200, 200, 200, 421, 421])
})

test('an answer can be neither framed, sniffed nor kept', async () => {
  const { headers } = await (await oneShop()).call('/api/status')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('access-control-allow-origin')).toBeNull()
})

test('errors are problem details', async () => {
  const response = await (await oneShop()).call('/api/nothing')
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toStrictEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'There is nothing at this address.',
  })
})

test('what goes wrong in code is in the log and not in the answer', async () => {
  const { host, state } = await breakable()
  state.broken = true
  const response = await host.call('/api/status')
  state.broken = false
  expect([response.status, ((await response.json()) as { detail: string }).detail]).toStrictEqual([
    500,
    'The host made a mistake; its log says which.',
  ])
  expect(host.lines.find(({ level }) => level === 'error')).toMatchObject({
    message: 'a mistake that names a file',
  })
})

test('a body that is too large is not read', async () => {
  const host = await oneShop()
  const response = await host.call('/api/connections/shop/sync', {
    method: 'POST',
    body: JSON.stringify({ streams: ['x'.repeat(70_000)] }),
  })
  expect(response.status).toBe(413)
})

test('the state is that of the command, with the webhooks that were refused', async () => {
  const host = await oneShop()
  expect(await (await host.call('/api/status')).json()).toStrictEqual({
    connections: [{ id: 'shop', connector: 'scripted-shop 1.0.0', streams: [] }],
    deliveries: [],
    deadLetters: 0,
    refusedWebhooks: { shop: {} },
  })
})

test('the state says when a connection is read next, and what of its webhooks could not be understood', async () => {
  const shop = { ...shopConnection(scriptedShop(3)), schedule: '0 3 * * *' }
  const host = await scriptedHost({
    connections: [withHooks(shop, scriptedHooks())],
    now: () => Date.parse('2026-11-25T12:00:00Z'),
  })
  await host.begin()
  await host.hook('shop', 'nonsense')
  const state = async () =>
    (await (await host.call('/api/status')).json()) as { deadLetters: number }
  await until(async () => (await state()).deadLetters === 1)
  expect(await state()).toMatchObject({
    connections: [
      {
        schedule: { rule: '0 3 * * *', zone: 'UTC', next: '2026-11-26T03:00:00.000Z' },
        webhooks: { waiting: 0, done: 0, deadLetters: { count: 1 } },
      },
    ],
  })
})

async function ask(host: Awaited<ReturnType<typeof oneShop>>, body?: unknown) {
  const init = { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await host.call('/api/connections/shop/sync', init)
  return { status: response.status, ...((await response.json()) as { run: string }) }
}

test('a run that is asked for is begun, and its report can be read', async () => {
  const host = await oneShop()
  const { status, run } = await ask(host)
  const shown = async () =>
    (await (await host.call(`/api/runs/${run}`)).json()) as { status: string; report: object }
  await until(async () => (await shown()).status === 'ended')
  expect([status, await shown()]).toMatchObject([
    202,
    { connection: 'shop', cause: 'person', ok: true, report: { runs: [{ read: 3 }] } },
  ])
  const list = (await (await host.call('/api/runs')).json()) as { runs: { id: string }[] }
  expect(list.runs.map(({ id }) => id)).toStrictEqual([run])
})

test('a stream that does not exist is said in the report of its run', async () => {
  const host = await oneShop()
  const { run } = await ask(host, { streams: ['refunds'] })
  const shown = async () =>
    (await (await host.call(`/api/runs/${run}`)).json()) as { status: string; report: object }
  await until(async () => (await shown()).status === 'ended')
  expect(await shown()).toMatchObject({
    ok: false,
    report: { fault: { kind: 'config', message: 'shop has no stream refunds.' } },
  })
})

test.each([
  ['a connection that does not exist', '/api/connections/till/sync', {}, 404],
  ['an unknown wish', '/api/connections/shop/sync', { everything: true }, 400],
  ['no JSON', '/api/connections/shop/sync', 'nonsense', 400],
])('a run is not begun for %s', async (_what, path, wish, status) => {
  const host = await oneShop()
  const body = typeof wish === 'string' ? wish : JSON.stringify(wish)
  expect((await host.call(path, { method: 'POST', body })).status).toBe(status)
  expect(await (await host.call('/api/runs')).json()).toStrictEqual({ runs: [], next: null })
})

test('who asks twice before the run began is given the same run', async () => {
  const shop = scriptedShop(3)
  const host = await scriptedHost({ connections: [shopConnection(shop)] })
  const runs = await Promise.all([ask(host), ask(host), ask(host, { full: true })])
  const ids = runs.map(({ run }) => run)
  expect(new Set(ids).size).toBe(2)
  await until(async () => {
    const { runs: all } = (await (await host.call('/api/runs')).json()) as {
      runs: { status: string }[]
    }
    return all.every(({ status }) => status === 'ended')
  })
})
