import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { askingConnection } from '../testing/asking-connection.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'
import { scriptedVendor } from '../testing/scripted-vendor.ts'

async function figuresOf(host: ScriptedHost): Promise<string> {
  return (await host.metricsApp.request('http://127.0.0.1/metrics')).text()
}

test('what a host does is told in its figures', async () => {
  const vendor = await scriptedVendor()
  onTestFinished(() => vendor.close())
  const shop = shopConnection(scriptedShop(12))
  const host = await scriptedHost({
    connections: [
      askingConnection({ ...shop, schedule: '0 3 * * *' }, vendor),
      sinkConnection(scriptedSink()),
    ],
    deliveries: [sinkDelivery()],
  })
  await host.begin()
  const ended = [
    'cartograph_delivery_items_total{delivery="orders-out",outcome="sent"} 12',
    'cartograph_stream_runs_total{connection="shop",stream="orders",result="ok"} 1',
  ]
  await until(async () => {
    // Whoever asks all the time leaves the others little.
    await sleep(50)
    const told = await figuresOf(host)
    return ended.every((line) => told.includes(line))
  })
  const text = await figuresOf(host)
  for (const line of [
    'cartograph_vendor_requests_total{connection="shop",method="GET",route="/api/v2/orders/:id",status="200"} 2',
    'cartograph_vendor_request_seconds_count{connection="shop"} 2',
    'cartograph_records_read_total{connection="shop",stream="orders"} 12',
    'cartograph_queue_jobs{lane="sync",state="waiting"} 0',
    'cartograph_log_lines_total{level="info"} ',
    'cartograph_info{version="0.0.0"} 1',
  ])
    expect(text).toContain(line)
  expect(Number(/^cartograph_store_commit_seconds_count (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(
    0,
  )
})

test('how the store stands is told: age, open parts, what waits, what lies behind', async () => {
  const shop = scriptedShop(3)
  const connection = withHooks(shopConnection(shop), scriptedHooks())
  const host = await scriptedHost({
    connections: [connection, sinkConnection(scriptedSink())],
    deliveries: [sinkDelivery()],
  })
  const before = Date.now() / 1000
  await host.installation.sync(connection)
  await host.hook('shop', 'nonsense')
  await until(async () =>
    (await figuresOf(host)).includes('cartograph_inbox_webhooks{connection="shop"} 1'),
  )
  const text = await figuresOf(host)
  for (const line of [
    'cartograph_delivery_behind_changes{delivery="orders-out"} 3',
    'cartograph_delivery_unsettled_items{delivery="orders-out",state="unknown"} 0',
    'cartograph_stream_open_slices{connection="shop",stream="orders"} 0',
    'cartograph_webhooks_total{connection="shop",result="stored"} 1',
  ])
    expect(text).toContain(line)
  for (const name of [
    'cartograph_stream_newest_commit_timestamp_seconds',
    'cartograph_stream_last_success_timestamp_seconds',
  ]) {
    const value = new RegExp(`^${name}\\{connection="shop",stream="orders"\\} (.+)$`, 'm').exec(
      text,
    )
    expect(Number(value?.[1])).toBeGreaterThanOrEqual(Math.floor(before))
  }
})

test('figures are for those who send their token, and are nowhere without one', async () => {
  const token = 'figures-0123456789'
  const host = await scriptedHost({
    connections: [shopConnection(scriptedShop(0))],
    host: { metrics: { token } },
  })
  const statusOf = async (headers: Record<string, string>) =>
    (await host.app.request('http://localhost/metrics', { headers })).status
  expect([
    await statusOf({}),
    await statusOf({ authorization: `Bearer ${host.token}` }),
    await statusOf({ authorization: `Bearer ${token}` }),
  ]).toStrictEqual([401, 401, 200])
  const other = await scriptedHost({ connections: [shopConnection(scriptedShop(0))] })
  expect((await other.app.request('http://localhost/metrics')).status).toBe(404)
})

test('the address for figures answers nothing else', async () => {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(0))] })
  const statuses = await Promise.all(
    ['/metrics', '/health', '/ready', '/api/status', '/hooks/shop/x'].map(
      async (path) => (await host.metricsApp.request(`http://127.0.0.1:9464${path}`)).status,
    ),
  )
  expect(statuses).toStrictEqual([200, 200, 200, 404, 404])
})

test('a store that cannot be read leaves the figures of the process, and says so', async () => {
  const state = { broken: false }
  const host = await scriptedHost({
    connections: [shopConnection(scriptedShop(0))],
    store: (store) => ({
      ...store,
      read: (work) => (state.broken ? Promise.reject(new Error('gone')) : store.read(work)),
    }),
  })
  state.broken = true
  const text = await figuresOf(host)
  state.broken = false
  expect(text).toContain('cartograph_store_readable 0')
  expect(text).toContain('cartograph_info{')
  expect(text).not.toContain('cartograph_inbox_webhooks{')
  expect(host.lines.map(({ message }) => message)).toContain('The figures lack the store: gone')
})
