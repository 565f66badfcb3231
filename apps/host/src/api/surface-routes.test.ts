import { fault, type Surface } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const pathTokens = { accept: ['path' as const], permissions: ['contacts:read'] }

function tillConnection(surface: Partial<Surface<unknown>>, name: string): Connection {
  const connection = shopConnection(scriptedShop(0))
  const till: Surface<unknown> = {
    authentication: pathTokens,
    deadlineMs: 1000,
    routes: {},
    ...surface,
  }
  const { connector } = connection
  const parts: typeof connector.parts = (known) => ({
    ...connector.parts(known),
    surfaces: { [name]: till },
  })
  return { ...connection, connector: { ...connector, parts } }
}

function soldOrder(total: number) {
  return {
    connection: 'shop',
    storeId: 'shop:s',
    status: 'paid',
    channel: 'web',
    placedAt: '2026-11-05T12:00:00.000Z',
    currency: 'EUR',
    total,
    subtotal: total,
    lines: [],
  }
}

async function call(
  surface: Partial<Surface<unknown>>,
  path: string,
  init?: RequestInit,
  name = 'till',
) {
  const host = await scriptedHost({ connections: [tillConnection(surface, name)] })
  const address = await host.addressOf('shop', `surfaces.${name}`)
  const response = await host.app.request(`http://localhost${address}${path}`, init)
  return { response, host, address }
}

test('a route is found by method and path, with the parameters of the path', async () => {
  const { response } = await call(
    {
      routes: {
        'POST /contacts/:id': async (context, request) =>
          Response.json({
            params: context.params,
            caller: context.caller,
            body: await request.json(),
          }),
      },
    },
    '/contacts/7?a=1',
    { method: 'POST', body: '{"name":"Ada"}' },
  )
  expect(await response.json()).toStrictEqual({
    params: { id: '7' },
    caller: { id: 'path', nodes: [], permissions: ['contacts:read'] },
    body: { name: 'Ada' },
  })
})

test.each([
  ['another path', '/orders', 'GET'],
  ['another method', '/contacts', 'DELETE'],
])('%s is nothing', async (_what, path, method) => {
  const routes = { 'GET /contacts': async () => new Response('here') } as const
  expect((await call({ routes }, path, { method })).response.status).toBe(404)
})

test('a surface may have any name', async () => {
  const routes = { 'GET /contacts': async () => new Response('here') } as const
  const { response } = await call({ routes }, '/contacts', {}, 'till & co')
  expect(await response.text()).toBe('here')
})

test('a guessed address calls no route', async () => {
  let calls = 0
  const routes = {
    'GET /': async () => {
      calls += 1
      return new Response('here')
    },
  } as const
  const { host, address } = await call({ routes }, '/')
  const guessed = await host.app.request(`http://localhost${address.slice(0, -1)}/`)
  expect([guessed.status, calls]).toStrictEqual([404, 1])
})

test("the vendor's own check refuses, and the surface says how a refusal looks", async () => {
  const { response } = await call(
    {
      authentication: {
        verify: async (_context, request) => {
          if (request.headers.get('x-key') !== 'right')
            throw fault({ kind: 'auth', message: 'The key is wrong.' })
        },
      },
      onError: ({ kind }) => new Response(`vendor form of ${kind}`, { status: 418 }),
      routes: { 'GET /': async () => new Response('here') },
    },
    '/',
  )
  expect([response.status, await response.text()]).toStrictEqual([418, 'vendor form of auth'])
})

test('an answer that takes longer than the deadline is given up', async () => {
  let aborted = false
  const { response } = await call(
    {
      deadlineMs: 10,
      routes: {
        'GET /': (context) =>
          new Promise((resolve) => {
            context.signal.addEventListener('abort', () => {
              aborted = true
              setTimeout(() => resolve(new Response('late')), 50)
            })
          }),
      },
    },
    '/',
  )
  expect([response.status, aborted]).toStrictEqual([503, true])
})

test('a route is given figures, in the order of the fields that it asks for', async () => {
  const till: Partial<Surface<unknown>> = {
    routes: {
      'GET /': async (context) => {
        const range = { from: '2026-11-01', to: '2026-11-30' }
        const pages = []
        const fields = ['month', 'net_sales', 'orders']
        for await (const page of context.metrics.query({ fields, range })) pages.push(page)
        const known = new Set((await context.metrics.catalogue()).map(({ id }) => id))
        return Response.json({ pages, known: fields.every((field) => known.has(field)) })
      },
    },
  }
  const host = await scriptedHost({ connections: [tillConnection(till, 'till')] })
  await writeRows(host.installation.store, [
    {
      entity: 'store',
      id: 'shop:s',
      row: { connection: 'shop', timeZone: 'UTC', currency: 'EUR' },
    },
    { entity: 'order', id: 'shop:1', row: soldOrder(1250) },
    { entity: 'order', id: 'shop:2', row: soldOrder(750) },
  ])
  const address = await host.addressOf('shop', 'surfaces.till')
  const answer = await host.app.request(`http://localhost${address}/`)
  expect(await answer.json()).toStrictEqual({
    pages: [{ rows: [['2026-11', '2000', '2']] }],
    known: true,
  })
})

test('a route looks up a person by an exact address, and the log tells that it did', async () => {
  const till: Partial<Surface<unknown>> = {
    routes: {
      'GET /contacts/:email': async ({ find, params }) =>
        Response.json(await find('person', { email: params['email'] ?? '' })),
    },
  }
  const host = await scriptedHost({ connections: [tillConnection(till, 'till')] })
  const { store } = host.installation
  const row = { connection: 'shop', email: 'ida@example.com', firstName: 'Ida' }
  await writeRows(store, [{ entity: 'customer', id: 'shop:1', row }])
  await followCustomers(store, { signal: new AbortController().signal })
  const address = await host.addressOf('shop', 'surfaces.till')
  const ask = async (email: string): Promise<unknown> =>
    (await host.app.request(`http://localhost${address}/contacts/${email}`)).json()
  expect(await ask('IDA@example.com')).toMatchObject([
    { email: 'ida@example.com', firstName: 'Ida', records: ['customer/shop:1'] },
  ])
  expect(await ask('ida@example.co')).toStrictEqual([])
  expect(host.lines.map(({ message }) => message)).toContain(
    'The surface till looked up person by email: 1 found.',
  )
})

test('what goes wrong in a connector is in the log, not in the answer', async () => {
  const { response, host } = await call(
    {
      routes: {
        'GET /': () => Promise.reject(new Error('customer ada@example.com is missing')),
      },
    },
    '/',
  )
  expect([response.status, await response.text()]).not.toContain('ada@example.com')
  expect(host.lines.find(({ level }) => level === 'error')).toMatchObject({
    level: 'error',
    connection: 'shop',
  })
})
