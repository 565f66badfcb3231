import { expect, test } from 'vitest'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { orderMapping, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

async function openShop(): Promise<ScriptedHost> {
  const connection = shopConnection(scriptedShop(3))
  const host = await scriptedHost({
    connections: [connection, sinkConnection(scriptedSink())],
    deliveries: [sinkDelivery()],
  })
  await host.installation.sync(connection)
  return host
}

interface Previewed {
  readonly ok: boolean
  readonly detail?: string
  readonly previews: readonly {
    readonly items: readonly {
      readonly fields: readonly {
        readonly path: readonly string[]
        readonly result?: unknown
        readonly previous?: unknown
        readonly changed: boolean
      }[]
    }[]
    readonly problems: readonly object[]
  }[]
}

async function preview(host: ScriptedHost, body: object) {
  const response = await host.call('/api/mappings/preview', {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Previewed }
}

function totals({ previews }: Previewed) {
  return previews.map(({ items }) => {
    const { result, previous, changed } =
      items[0]?.fields.find(({ path }) => path[0] === 'total') ?? {}
    return { result, previous, changed }
  })
}

test('all mappings are listed with what they are of', async () => {
  const host = await openShop()
  const { mappings } = (await (await host.call('/api/mappings')).json()) as {
    readonly mappings: readonly { readonly part: string; readonly id: string }[]
  }
  expect(mappings.map(({ part, id }) => [part, id])).toStrictEqual([
    ['shop.orders', 'shop-order'],
    ['orders-out', 'order-item'],
  ])
})

test('a stream without a mapping is named, and what it could be mapped to is known', async () => {
  const connection = shopConnection(scriptedShop(1), { mappings: [] })
  const host = await scriptedHost({ connections: [connection] })
  await host.installation.sync(connection)
  const { mappings, unmapped } = (await (await host.call('/api/mappings')).json()) as {
    readonly mappings: readonly object[]
    readonly unmapped: readonly object[]
  }
  expect(mappings).toStrictEqual([])
  expect(unmapped).toContainEqual({
    part: 'shop.orders',
    connection: 'shop',
    connector: connection.connector.id,
  })
  const tried = await preview(host, { part: 'shop.orders', mapping: orderMapping, limit: 1 })
  expect([tried.status, tried.body.ok]).toStrictEqual([200, true])
})

test('the mapping in force changes nothing of what is in the store', async () => {
  const host = await openShop()
  const { body } = await preview(host, { part: 'shop.orders', limit: 2 })
  expect([body.ok, totals(body)]).toStrictEqual([
    true,
    [
      { result: 100, previous: 100, changed: false },
      { result: 200, previous: 200, changed: false },
    ],
  ])
})

test('a mapping that is being written is tried beside what is there, and nothing of it is kept', async () => {
  const host = await openShop()
  const mapping = {
    ...orderMapping,
    fields: { ...orderMapping.fields, total: { $money: '9.99', currency: 'EUR' } },
  }
  const { body } = await preview(host, { part: 'shop.orders', mapping, limit: 1 })
  expect(totals(body)).toStrictEqual([{ result: 999, previous: 100, changed: true }])
  expect(await host.installation.rows()).toMatchObject({ 'shop:1': 100 })
})

test('a mapping may be given as the text that somebody types', async () => {
  const host = await openShop()
  const written = (mapping: string) => preview(host, { part: 'shop.orders', mapping, limit: 1 })
  const good = await written(JSON.stringify(orderMapping))
  const broken = await written('id: [')
  const unfit = await written('id: only-this')
  expect([good.body.ok, broken.status, unfit.status]).toStrictEqual([true, 400, 400])
})

test('the mapping of a delivery is tried on rows that it would send', async () => {
  const host = await openShop()
  const { body } = await preview(host, { part: 'orders-out', limit: 1 })
  expect(totals(body)).toMatchObject([{ result: 100 }])
})

test('a part that there is not has no mapping', async () => {
  const host = await openShop()
  expect((await preview(host, { part: 'other.orders' })).status).toBe(404)
  expect((await host.call('/api/mappings/other.orders')).status).toBe(404)
})

interface Sides {
  readonly records: number
  readonly source: readonly object[]
  readonly targets: readonly {
    readonly to: object
    readonly fields: readonly { readonly path: string; readonly required: boolean }[]
  }[]
}

async function sides(host: ScriptedHost, part: string) {
  const response = await host.call(`/api/mappings/${part}/sides`)
  return (await response.json()) as Sides
}

test('what a mapping of a stream can read is told with what stands there, and what it can make', async () => {
  const { records, source, targets } = await sides(await openShop(), 'shop.orders')
  const order = targets.find(({ to }) => 'entity' in to && to.entity === 'order')
  expect([records, source]).toStrictEqual([
    3,
    [
      { path: '$.id', type: 'number', required: true, samples: ['1', '2', '3'] },
      { path: '$.total', type: 'string', required: true, samples: ['1.00', '2.00', '3.00'] },
    ],
  ])
  expect(order?.fields.find(({ path }) => path === '$.placedAt')?.required).toBe(true)
})

test('what a mapping of a delivery can make is what its sink takes', async () => {
  const { targets } = await sides(await openShop(), 'orders-out')
  expect(targets).toMatchObject([
    {
      fields: [
        { path: '$.id', required: true },
        { path: '$.total', required: true },
      ],
    },
  ])
})

test('a part that there is not has no sides', async () => {
  const host = await openShop()
  expect((await host.call('/api/mappings/shop.nothing/sides')).status).toBe(404)
  expect((await host.call('/api/mappings/nothing/sides')).status).toBe(404)
})
