import { expect, test } from 'vitest'
import { writeCommerce } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

test('the catalogue has every installed connector, with its secrets marked in its settings', async () => {
  const host = await scriptedHost({ connections: [] })
  const { connectors } = (await (await host.call('/api/connectors')).json()) as {
    readonly connectors: readonly {
      readonly id: string
      readonly names: readonly string[]
      readonly settings: { readonly properties?: Readonly<Record<string, object>> }
    }[]
  }
  const shop = connectors.find(({ id }) => id === 'woocommerce')
  expect(shop?.names).toStrictEqual(['woocommerce', '@cartograph/connector-woocommerce'])
  expect(shop?.settings.properties?.['consumerSecret']).toMatchObject({ secret: true })
})

test('the catalogue says what a connector reads, and what it sends', async () => {
  const host = await scriptedHost({ connections: [] })
  const { connectors } = (await (await host.call('/api/connectors')).json()) as {
    readonly connectors: readonly {
      readonly id: string
      readonly reads: readonly string[]
      readonly sends: readonly string[]
    }[]
  }
  const purposes = new Map(connectors.map(({ id, reads, sends }) => [id, { reads, sends }]))
  expect(purposes.get('woocommerce')?.reads).toContain('orders')
  expect(purposes.get('webhook')).toStrictEqual({ reads: [], sends: ['items', 'events'] })
})

test('a connection is asked whether it works, and another one is not there', async () => {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(1))] })
  const check = (id: string) => host.call(`/api/connections/${id}/check`, { method: 'POST' })
  expect(await (await check('shop')).json()).toMatchObject({ id: 'shop', ok: true, problems: [] })
  expect((await check('other')).status).toBe(404)
})

test('rows are exported as CSV in which nothing is a formula', async () => {
  const connection = shopConnection(scriptedShop(1))
  const host = await scriptedHost({ connections: [connection] })
  await host.installation.sync(connection)
  const csv = await host.call('/api/exports/order?format=csv')
  const [heading, row] = (await csv.text()).split('\n')
  expect([
    csv.headers.get('content-type'),
    heading?.split(',')[0],
    row?.split(',')[0],
  ]).toStrictEqual(['text/csv; charset=utf-8', 'id', 'shop:1'])
  expect((await host.call('/api/exports/orders')).status).toBe(404)
})

test('an export that the host has to leave breaks off, so that nobody takes a part for the whole', async () => {
  const host = await scriptedHost({ connections: [] })
  const rows = Array.from({ length: 2500 }, (_, at) => ({
    entity: 'customer',
    id: `shop:${at}`,
    data: '{}',
    hash: 'a',
  }))
  await host.installation.store.write((dialect, org) =>
    writeCommerce(dialect, org, 'shop', [{ before: [], after: rows }], 0),
  )
  const answer = await host.call('/api/exports/customer?format=ndjson')
  const reader = answer.body?.getReader()
  await reader?.read()
  await host.stop()
  const rest = async () => {
    while ((await reader?.read())?.done === false);
  }
  await expect(rest()).rejects.toThrow(/abort/i)
})

test('a delivery is shown with what it is of, and sent now', async () => {
  const shop = shopConnection(scriptedShop(2))
  const sink = scriptedSink()
  const host = await scriptedHost({
    connections: [shop, sinkConnection(sink)],
    deliveries: [sinkDelivery()],
  })
  await host.installation.sync(shop)
  await host.begin()
  const pushed = await host.call('/api/deliveries/orders-out/push', { method: 'POST' })
  const shown = async () =>
    (await (await host.call('/api/deliveries/orders-out')).json()) as {
      readonly runs: readonly { readonly ok: boolean }[]
    }
  await until(async () => (await shown()).runs.length > 0)
  expect(pushed.status).toBe(202)
  expect(await shown()).toMatchObject({ id: 'orders-out', from: 'order', connection: 'vendor' })
  expect((await host.call('/api/deliveries/other')).status).toBe(404)
})

test('rates out of a file are kept, shown, and written down in the audit log', async () => {
  const host = await scriptedHost({ connections: [] })
  const put = (text: string) =>
    host.call('/api/rates', { method: 'POST', body: JSON.stringify({ text }) })
  const kept = await put('day,currency,rate\n2026-11-02,SEK,11.25\n')
  expect([kept.status, await kept.json()]).toStrictEqual([201, { rates: 1, source: 'upload' }])
  const { rates } = (await (await host.call('/api/rates')).json()) as { readonly rates: object[] }
  expect(rates).toStrictEqual([
    { currency: 'SEK', source: 'upload', days: 1, from: '2026-11-02', to: '2026-11-02' },
  ])
  const { entries } = (await (await host.call('/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string }[]
  }
  expect(entries.map(({ action }) => action)).toContain('rates.write')
  expect((await put('no rates')).status).toBe(422)
})
