import { createHash } from 'node:crypto'
import type { Entry } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import { countWebhooks } from '../store/index.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

const upsert = (id: number, total: string): Entry => ({
  op: 'upsert',
  stream: 'orders',
  row: { id, total },
})
const bodyOf = (...entries: readonly Entry[]) => JSON.stringify({ entries })

function shopWithHooks(hooks = scriptedHooks(), count = 0): Connection {
  return withHooks(shopConnection(scriptedShop(count), { canGet: true }), hooks)
}

const counts = (host: ScriptedHost) =>
  host.installation.store.read((dialect, org) => countWebhooks(dialect, org, 'shop'))

async function isWorkedOff(host: ScriptedHost): Promise<boolean> {
  const { open = 0 } = await counts(host)
  return open === 0
}

test('a webhook that is taken is answered with an empty 200 and becomes rows', async () => {
  const host = await scriptedHost({ connections: [shopWithHooks()] })
  const response = await host.hook('shop', bodyOf(upsert(1, '10.00')))
  expect([response.status, await response.text()]).toStrictEqual([200, ''])
  await until(() => isWorkedOff(host))
  expect(await host.installation.rows()).toStrictEqual({ 'shop:1': 1000 })
})

test('what the connector wants answered is answered', async () => {
  const host = await scriptedHost({ connections: [shopWithHooks()] })
  const response = await host.hook('shop', JSON.stringify({ entries: [], answer: 'challenge' }))
  expect(await response.text()).toBe('challenge')
})

test('a connector that takes long holds up no answer, and its webhook is worked on all the same', async () => {
  const held = Promise.withResolvers<undefined>()
  const hooks = scriptedHooks()
  hooks.before = () => held.promise
  const host = await scriptedHost({
    connections: [shopWithHooks(hooks)],
    waits: { tickMs: 20, wakeMs: 1, replaceMs: 20, retryMs: 5, answerMs: 5 },
  })
  const response = await host.hook('shop', bodyOf(upsert(1, '10.00')))
  expect([response.status, await counts(host)]).toStrictEqual([200, { open: 1 }])
  held.resolve(undefined)
  await until(() => isWorkedOff(host))
  expect([hooks.parsed, await host.installation.rows()]).toStrictEqual([1, { 'shop:1': 1000 }])
})

test('a body that cannot be understood is answered as taken', async () => {
  const host = await scriptedHost({ connections: [shopWithHooks()] })
  expect((await host.hook('shop', 'nonsense')).status).toBe(200)
})

test('a wrong signature is refused, counted and kept nowhere', async () => {
  const hooks = scriptedHooks({ refused: 410 })
  const host = await scriptedHost({ connections: [shopWithHooks(hooks)] })
  const response = await host.hook('shop', bodyOf(), { 'x-signature': 'wrong' })
  expect([response.status, await counts(host)]).toStrictEqual([410, {}])
  expect(await (await host.call('/api/status')).json()).toMatchObject({
    refusedWebhooks: { shop: { refused: 1 } },
  })
})

test('an address that was guessed is none, and asks no connector', async () => {
  const hooks = scriptedHooks()
  const host = await scriptedHost({
    connections: [shopWithHooks(hooks), { ...shopConnection(scriptedShop(0)), id: 'till' }],
  })
  const right = await host.addressOf('shop')
  const guesses = [`${right}x`, right.slice(0, -1), '/hooks/shop/', right.replace('shop', 'till')]
  const statuses = await Promise.all(
    guesses.map(async (path) => {
      const request = { method: 'POST', body: bodyOf() }
      return (await host.app.request(`http://localhost${path}`, request)).status
    }),
  )
  expect([statuses, hooks.parsed]).toStrictEqual([[404, 404, 404, 404], 0])
})

test('a body that is too large is refused before it is verified', async () => {
  const host = await scriptedHost({ connections: [shopWithHooks()], hookBodyLimitBytes: 100 })
  const response = await host.hook('shop', 'x'.repeat(101), { 'x-signature': 'wrong' })
  expect(response.status).toBe(413)
})

test('webhooks that come too fast are to be delivered again, before they are verified', async () => {
  const hooks = scriptedHooks({ unavailable: 500 })
  const host = await scriptedHost({
    connections: [shopWithHooks(hooks)],
    hookRate: { burst: 1, perSecond: 1 },
  })
  await host.hook('shop', bodyOf())
  const response = await host.hook('shop', bodyOf(), { 'x-signature': 'wrong' })
  expect([response.status, response.headers.get('retry-after')]).toStrictEqual([500, '1'])
})

test('the connector sees the path, the query and the bytes as they came', async () => {
  const seen: string[] = []
  const connection = shopWithHooks()
  const { connector } = connection
  const host = await scriptedHost({
    connections: [
      {
        ...connection,
        connector: {
          ...connector,
          parts: (known) => ({
            ...connector.parts(known),
            webhook: {
              verify: async (_context, request) => {
                const bytes = Buffer.from(await request.arrayBuffer())
                seen.push(
                  request.method,
                  request.url,
                  createHash('md5').update(bytes).digest('hex'),
                )
              },
              parse: async () => ({ entries: [] }),
            },
          }),
        },
      },
    ],
  })
  const address = await host.addressOf('shop')
  const bytes = Buffer.from([0, 255, 13, 10])
  const request = { method: 'PUT', body: bytes }
  await host.app.request(`http://localhost${address}/deep/er?a=1&b=%20`, request)
  expect(seen).toStrictEqual([
    'PUT',
    `https://data.example${address}/deep/er?a=1&b=%20`,
    createHash('md5').update(bytes).digest('hex'),
  ])
})

test('a hint at a key is asked for at once, and the sink has it', async () => {
  const shop = scriptedShop(2)
  const sink = scriptedSink()
  const host = await scriptedHost({
    connections: [
      withHooks(shopConnection(shop, { canGet: true }), scriptedHooks()),
      sinkConnection(sink),
    ],
    deliveries: [sinkDelivery()],
  })
  await host.begin()
  await until(() => sink.held.size === 2)
  shop.rows.set(2, { id: 2, total: '99.00' })
  await host.hook('shop', bodyOf({ op: 'refresh', stream: 'orders', key: [2] }))
  await until(() => sink.held.get('shop:2')?.total === 9900)
  expect([shop.asked, shop.pages]).toStrictEqual([[2], 1])
})

test('a hint without a key has the stream listed again', async () => {
  const shop = scriptedShop(2)
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(shop), scriptedHooks())],
  })
  await host.begin()
  await until(() => shop.pages === 1)
  shop.rows.set(3, { id: 3, total: '3.00' })
  await host.hook('shop', bodyOf({ op: 'refresh', stream: 'orders' }))
  await until(async () => Object.keys(await host.installation.rows()).length === 3)
  expect(shop.pages).toBe(2)
})

test('webhooks that waited when the host stopped are worked on by the next one', async () => {
  const hooks = scriptedHooks()
  const host = await scriptedHost({ connections: [shopWithHooks(hooks)] })
  hooks.failures.push(new Error('not now'))
  await host.hook('shop', bodyOf(upsert(1, '10.00')))
  await until(() => hooks.failures.length === 0)
  const next = await host.restart()
  await next.begin()
  await until(() => isWorkedOff(next))
  expect(await next.installation.rows()).toStrictEqual({ 'shop:1': 1000 })
})
