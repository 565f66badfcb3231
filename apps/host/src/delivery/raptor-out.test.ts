import { raptor } from '@cartograph/connector-raptor'
import type { Mapping } from '@cartograph/core'
import { startRaptor, type SimulatedRaptor } from '@cartograph/simulators/raptor'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Connection, Delivery } from '../config/index.ts'
import { rowsAfter } from '../store/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection, type ScriptedShop } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

const earlier = 3
const orderCount = 8
const lineNumbers = ['1', '2', '3']

/** Each order has three lines. */
const order: Mapping = {
  id: 'shop-order',
  from: { connector: 'scripted', stream: 'orders' },
  to: { entity: 'order' },
  fields: {
    id: { $string: '$.id' },
    channel: '$.channel',
    status: 'paid',
    placedAt: '$.at',
    currency: 'DKK',
    email: '$.email',
    total: { $money: '$.total', currency: 'DKK' },
    lines: {
      $each: lineNumbers,
      as: { id: '$', productId: { $concat: ['k', '$'] }, quantity: 1, total: 4_900 },
    },
  },
}

let host: ScriptedInstallation
let shop: ScriptedShop
/** How far the clock of the host and of Raptor is ahead. */
let aheadMs = 0
const now = () => Date.now() + aheadMs

beforeEach(async () => {
  aheadMs = 0
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  placeOrders(1, earlier)
  await sync()
})
afterEach(() => host.close())

const sync = () => host.sync(shopConnection(shop, { mappings: [order] }))

function placeOrders(first: number, last: number): void {
  for (let id = first; id <= last; id += 1)
    shop.rows.set(id, {
      id,
      total: '147.00',
      channel: id % 2 === 0 ? 'till' : 'web',
      at: new Date(now()).toISOString(),
      email: `customer${id}@shop.example`,
    })
}

async function account(): Promise<SimulatedRaptor> {
  const started = await startRaptor({ now })
  onTestFinished(() => started.close())
  return started
}

function toRaptor({ customerId, addresses }: SimulatedRaptor, more: object = {}): Connection {
  return connectorConnection(raptor, { customerId, addresses, needsConsent: false, ...more })
}

const config = { customerId: '12345' }
const defaultTo = (sink: string): Delivery => {
  const { mappings = [] } = raptor.parts({ config, found: null })
  const mapping = mappings.find(({ to }) => 'sink' in to && to.sink === sink)
  return { ...sinkDelivery({ sink, ...(mapping !== undefined && { mapping }) }), id: sink }
}
const deliveries = [defaultTo('purchases'), defaultTo('offlinePurchases')]

/** Pushes until nothing is left, each time two minutes later. */
async function pushAll(connection: Connection): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    const clock = { now, raise: () => {}, leadMs: () => 0 }
    const waits = { ...noWaits, scale: 0.01 }
    const { ok } = await host.push([connection], deliveries, { waits, clock }, { longestWaitMs: 0 })
    aheadMs += 120_000
    if (ok) return
  }
}

const bought = ({ account: { events } }: SimulatedRaptor) =>
  events.map(({ values, endpoint }) => `${endpoint} ${values['orderId']} ${values['productId']}`)

/** The lines of all orders that were placed after the deliveries began. */
const expected = Array.from({ length: orderCount - earlier }, (_none, index) => index + earlier + 1)
  .flatMap((id) =>
    lineNumbers.map((number) => `${id % 2 === 0 ? 'stream' : 'rsa'} ${id} k${number}`),
  )
  .toSorted()

test('every line that is bought after the deliveries began is told once, by the way that it was bought, and no history', async () => {
  const vendor = await account()
  await pushAll(toRaptor(vendor))
  expect(bought(vendor)).toStrictEqual([])
  placeOrders(earlier + 1, orderCount)
  await sync()
  await pushAll(toRaptor(vendor))
  await pushAll(toRaptor(vendor))
  expect(bought(vendor).toSorted()).toStrictEqual(expected)
  expect(vendor.account.dropped).toStrictEqual([])
})

/** What comes of answers that fail to come: how many lines are missing, and how many came twice. */
async function afterMishaps(onUnknown: 'lose' | 'double') {
  const vendor = await account()
  const connection = toRaptor(vendor, { onUnknown })
  await pushAll(connection)
  placeOrders(earlier + 1, orderCount)
  await sync()
  vendor.next(
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 429, retryAfter: 1 },
    { kind: 'doneAndError', status: 502 },
    { kind: 'reset', when: 'before' },
  )
  await pushAll(connection)
  const told = bought(vendor)
  const different = new Set(told).size
  return { missing: expected.length - different, twice: told.length - different }
}

test('a line is lost only where the connection broke before it was there, and none is told twice', async () => {
  expect(await afterMishaps('lose')).toStrictEqual({ missing: 1, twice: 0 })
})

test('where the settings say so no line is lost, and those are doubled whose answers failed to come', async () => {
  expect(await afterMishaps('double')).toStrictEqual({ missing: 0, twice: 2 })
})

test('a host that starts again tells nothing twice', async () => {
  const vendor = await account()
  const connection = toRaptor(vendor)
  await pushAll(connection)
  placeOrders(earlier + 1, orderCount)
  await sync()
  const off = new AbortController()
  const clock = { now, raise: () => {}, leadMs: () => 0 }
  const interrupted = host.push(
    [connection],
    deliveries,
    { waits: { ...noWaits, scale: 0.01 }, clock },
    { longestWaitMs: 0, signal: off.signal },
  )
  await expect.poll(() => vendor.asked.length, { timeout: 10_000 }).toBeGreaterThan(2)
  off.abort()
  await interrupted
  await host.restart()
  aheadMs += 600_000
  await pushAll(connection)
  const told = bought(vendor)
  expect(told.length).toBe(new Set(told).size)
  // What was under way when it was called off may be lost; everything else is there.
  expect(expected.length - told.length).toBeLessThanOrEqual(1)
})

test('a delivery to another connection asks Raptor what it recommends', async () => {
  const vendor = await account()
  for (const product of ['k1', 'k2', 'k3'])
    await fetch(
      `${vendor.addresses.tracking}/${vendor.customerId}.rsa?p1=visit&p2=${product}&p7=anna`,
    )
  const recommender = connectorConnection(
    raptor,
    { customerId: vendor.customerId, addresses: vendor.addresses, apiKey: vendor.keys.apiKey },
    { id: 'raptor' },
  )
  const sink = scriptedSink()
  const mapping: Mapping = {
    id: 'order-mail',
    from: { entity: 'order' },
    to: { connector: 'scripted-sink', sink: 'orders' },
    fields: {
      id: {
        $join: {
          $each: {
            $lookup: 'raptor.recommendations',
            input: {
              product: {
                $first: {
                  $each: '$.lines',
                  as: { $replace: '$.productId', find: 'shop:', by: '' },
                },
              },
              count: 2,
            },
          },
          as: '$.id',
        },
        with: ' ',
      },
      total: 1,
    },
  }
  await host.push([sinkConnection(sink), recommender], [sinkDelivery({ mapping })])
  expect([...sink.held.keys()]).toStrictEqual(['k2 k3'])
})

test('who enters an audience after the connection began is an event of the person, once', async () => {
  const vendor = await account()
  const person = 'anna@example.dk'
  vendor.admin.addAudience('5d822e81', 'Runners', [])
  vendor.admin.moveIn('5d822e81', person, 'entered')
  const { customerId, addresses, keys } = vendor
  const settings = { customerId, addresses, cdpKey: keys.cdpKey }
  const { mappings = [] } = raptor.parts({ config: settings, found: null })
  const connection = connectorConnection(raptor, settings, { id: 'raptor', mappings })
  const clock = { now, raise: () => {}, leadMs: () => 0 }
  const read = () => host.sync(connection, { engine: { clock } })
  await read()
  vendor.admin.moveIn('5d822e81', person, 'left')
  await read()
  aheadMs += 60_000
  await read()
  const events = await host.store.read((dialect, org) => rowsAfter(dialect, org, 'event', '', 10))
  expect(events.map(({ data }) => JSON.parse(data) as unknown)).toMatchObject([
    { type: 'audience.left', email: person, properties: { audience: '5d822e81' } },
  ])
})
