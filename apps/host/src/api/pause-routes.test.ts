import { expect, test } from 'vitest'
import type { AuditPage } from '../access/index.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

const now = () => Date.parse('2026-11-25T12:00:00Z')

interface Status {
  readonly connections: readonly {
    readonly id: string
    readonly paused?: { readonly since: string; readonly by: string }
    readonly webhooks?: { readonly waiting: number; readonly done: number }
  }[]
  readonly deliveries: readonly { readonly id: string; readonly paused: boolean }[]
}

async function status(host: ScriptedHost): Promise<Status> {
  return (await (await host.call('/api/status')).json()) as Status
}

function post(host: ScriptedHost, path: string): Promise<Response> {
  return host.call(path, { method: 'POST' })
}

test('of a paused connection nothing is read, its webhooks wait, and it goes on where it was', async () => {
  const shop = scriptedShop(3)
  const hooks = scriptedHooks()
  const other = scriptedShop(1)
  const host = await scriptedHost({
    connections: [
      withHooks(shopConnection(shop), hooks),
      { ...shopConnection(other), id: 'other' },
    ],
    now,
  })
  const paused = await post(host, '/api/connections/shop/pause')
  const pause = { since: '2026-11-25T12:00:00.000Z', by: 'token admin' }
  expect(await paused.json()).toStrictEqual({ connection: 'shop', paused: pause })
  await host.begin()
  expect((await post(host, '/api/connections/shop/sync')).status).toBe(409)
  expect((await host.hook('shop', '{"entries":[]}')).status).toBe(200)
  await post(host, '/api/connections/other/sync')
  await until(() => other.pages > 0)
  const { connections } = await status(host)
  expect(connections[0]).toMatchObject({
    id: 'shop',
    paused: pause,
    webhooks: { waiting: 1, done: 0 },
  })
  expect([shop.pages, hooks.registeredAt]).toStrictEqual([0, []])
  await post(host, '/api/connections/shop/resume')
  await until(async () => (await status(host)).connections[0]?.webhooks?.done === 1)
  expect((await status(host)).connections[0]?.paused).toBeUndefined()
  await post(host, '/api/connections/shop/sync')
  await until(async () => Object.keys(await host.installation.rows()).length === 4)
})

test('to a paused connection nothing is sent until it goes on', async () => {
  const [shop, sink] = [scriptedShop(3), scriptedSink()]
  const host = await scriptedHost({
    connections: [shopConnection(shop), sinkConnection(sink)],
    deliveries: [sinkDelivery()],
    now,
  })
  await post(host, '/api/connections/vendor/pause')
  await host.begin()
  await post(host, '/api/connections/shop/sync')
  await until(async () => Object.keys(await host.installation.rows()).length === 3)
  await until(async () => (await status(host)).deliveries[0]?.paused === true)
  expect(sink.held.size).toBe(0)
  await post(host, '/api/connections/vendor/resume')
  await until(() => sink.held.size === 3)
  expect((await status(host)).deliveries).toMatchObject([{ id: 'orders-out', paused: false }])
})

test('who paused a connection and let it go on stands in the audit log, once each', async () => {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(0))], now })
  for (const change of ['pause', 'pause', 'resume', 'resume'])
    await post(host, `/api/connections/shop/${change}`)
  const { entries } = (await (await host.call('/api/audit')).json()) as AuditPage
  const told = entries.filter(({ action }) => action.startsWith('connection.'))
  expect(told).toHaveLength(2)
  expect(
    new Set(told.map(({ actor, action, target }) => `${actor.name} ${action} ${target}`)),
  ).toStrictEqual(new Set(['admin connection.pause shop', 'admin connection.resume shop']))
})

test('a connection that is not there is neither paused nor resumed', async () => {
  const host = await scriptedHost({ connections: [], now })
  const statuses = await Promise.all(
    ['pause', 'resume'].map((change) => post(host, `/api/connections/gone/${change}`)),
  )
  expect(statuses.map((response) => response.status)).toStrictEqual([404, 404])
})
