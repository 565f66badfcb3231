import { connectorConnection } from '../testing/connector-connection.ts'
import { rule } from '@cartograph/connector-rule'
import type { Mapping } from '@cartograph/core'
import { startRule, type RuleOptions, type SimulatedRule } from '@cartograph/simulators/rule'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Connection, Delivery } from '../config/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection, type ScriptedShop } from '../testing/scripted-shop.ts'
import { sinkDelivery } from '../testing/scripted-sink.ts'

const saleCount = 36
const customerCount = 12
const emailOf = (sale: number) => `customer${sale % customerCount}@shop.example`

const from = { connector: 'scripted', stream: 'orders' }
const order: Mapping = {
  id: 'till-order',
  from,
  to: { entity: 'order' },
  fields: {
    id: { $string: '$.id' },
    number: { $concat: ['R', '$.id'] },
    channel: 'till',
    status: '$.status',
    placedAt: '2026-11-01T10:00:00.000Z',
    currency: 'SEK',
    customerId: '$.email',
    email: '$.email',
    total: { $money: '$.total', currency: 'SEK' },
  },
}
/** Of the first sale of each the customer. */
const customer: Mapping = {
  id: 'till-customer',
  from,
  to: { entity: 'customer' },
  when: { $lessOrEqual: ['$.id', customerCount] },
  fields: { id: '$.email', email: '$.email', firstName: 'Maja' },
}

/** What Rule writes late is looked for soon. */
const waits = { ...noWaits, scale: 0.01 }

let host: ScriptedInstallation
let till: ScriptedShop
/** How far the clock of the host and of Rule is ahead. */
let aheadMs = 0
const now = () => Date.now() + aheadMs

beforeEach(async () => {
  aheadMs = 0
  host = await scriptedInstallation()
  till = scriptedShop(0)
  for (let id = 1; id <= saleCount; id += 1)
    till.rows.set(id, { id, total: '12.50', status: 'paid', email: emailOf(id) })
  await sync()
})
afterEach(() => host.close())

const sync = () => host.sync(shopConnection(till, { mappings: [order, customer] }))

async function account(options: RuleOptions = {}): Promise<SimulatedRule> {
  const started = await startRule({ now, ...options })
  onTestFinished(() => started.close())
  return started
}

function toRule({ apiKey, apiBase }: SimulatedRule, more: object = {}): Connection {
  return connectorConnection(rule, { apiKey, apiBase, ...more })
}

const config = { apiKey: 'rule-0123456789' }
const defaultTo = (sink: string): Delivery => {
  const { mappings = [] } = rule.parts({ config, found: null })
  const mapping = mappings.find(({ to }) => 'sink' in to && to.sink === sink)
  return Object.assign({}, sinkDelivery({ sink, ...(mapping !== undefined && { mapping }) }), {
    id: sink,
  })
}
const deliveries = [defaultTo('subscribers'), defaultTo('orders')]

/** Pushes until nothing is left, each time ten minutes later. */
async function pushAll(
  connection: Connection,
  all = deliveries,
  rounds = 25,
): Promise<readonly string[]> {
  const notes: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const clock = { now, raise: () => {}, leadMs: () => 0 }
    const { ok, runs } = await host.push([connection], all, { waits, clock }, { longestWaitMs: 0 })
    for (const run of runs) notes.push(...run.notes)
    aheadMs += 600_000
    if (ok) break
  }
  return notes
}

/** The orders that Rule holds, each with whose it is. */
const held = ({ account: { records, subscribers, groups } }: SimulatedRule) =>
  [...records.values()]
    .filter(({ group }) => groups.get(group)?.name === 'Sitoo-order')
    .map(
      ({ subscriber, values }) =>
        `${String(values.get('orderid'))} ${subscribers.get(subscriber)?.email}`,
    )
    .toSorted()
const expected = Array.from(
  { length: saleCount },
  (_none, index) => `shop:${index + 1} ${emailOf(index + 1)}`,
).toSorted()

test('every order is in Rule once, with its customer, though answers are lost and Rule writes after it has answered', async () => {
  const vendor = await account({ landsAfterMs: 200 })
  vendor.next({ kind: 'reset', when: 'after' }, { kind: 'errorInGood' })
  await pushAll(toRule(vendor), [defaultTo('subscribers')])
  vendor.next(
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 503 },
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'errorInGood' },
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 429 },
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 500 },
  )
  await pushAll(toRule(vendor))
  expect(held(vendor)).toStrictEqual(expected)
  expect(vendor.account.subscribers.size).toBe(customerCount)
})

test('a push that is called off, and a host that starts again, double nothing', async () => {
  const vendor = await account({ landsAfterMs: 200 })
  const connection = toRule(vendor)
  const off = new AbortController()
  const clock = { now, raise: () => {}, leadMs: () => 0 }
  const interrupted = host.push(
    [connection],
    deliveries,
    { waits, clock },
    { longestWaitMs: 0, signal: off.signal },
  )
  await expect
    .poll(() => vendor.asked.filter((one) => one.startsWith('POST /v3')).length, {
      timeout: 10_000,
    })
    .toBeGreaterThan(5)
  off.abort()
  await interrupted
  await host.restart()
  aheadMs += 600_000
  await pushAll(connection)
  expect(held(vendor)).toStrictEqual(expected)
})

test('an order that changes is changed in Rule, and the others are not sent again', async () => {
  const vendor = await account()
  const connection = toRule(vendor)
  await pushAll(connection)
  till.rows.set(7, { id: 7, total: '0.00', status: 'refunded', email: emailOf(7) })
  await sync()
  const before = vendor.asked.length
  await pushAll(connection)
  const record = [...vendor.account.records.values()].find(
    ({ values }) => values.get('orderid') === 'shop:7',
  )
  expect(record?.values.get('orderstate')).toBe('refunded')
  expect(vendor.asked.slice(before)).toStrictEqual([
    expect.stringMatching(/^PUT \/v3\/custom-field-data\/\d+$/),
    'POST /v3/subscribers/tags',
  ])
  expect(held(vendor)).toStrictEqual(expected)
})

test('a group that is not historical stops orders, not customers, and once it is mended every order comes', async () => {
  const vendor = await account()
  vendor.admin.addGroup('Sitoo-order', false, { orderid: 'text' })
  const connection = toRule(vendor)
  await pushAll(connection, [defaultTo('orders')], 3)
  // One for each customer at most: what would be written over is not written.
  expect(held(vendor).length).toBeLessThanOrEqual(customerCount)
  vendor.admin.setHistorical('Sitoo-order', true)
  await pushAll(connection)
  expect(held(vendor)).toStrictEqual(expected)
})

test('whoever Rule has suppressed keeps their orders, and nothing is a dead letter', async () => {
  const vendor = await account()
  vendor.admin.suppress(vendor.admin.addSubscriber({ email: emailOf(1) }))
  await pushAll(toRule(vendor))
  expect(held(vendor)).toStrictEqual(expected)
})
