import { canonicalise, type Mapping } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConsumer, writeJoinValues } from '../store/index.ts'
import { peopleMappings } from '../testing/referring-sinks.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection, type ScriptedShop } from '../testing/scripted-shop.ts'
import {
  deliveryMapping,
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  sink = scriptedSink()
  shop.rows.set(1, { id: 1, total: '1.00', person: 'ada' })
  shop.rows.set(2, { id: 2, total: '2.00', person: 'ada' })
  shop.rows.set(3, { id: 3, total: '4.00', person: 'eve' })
  shop.rows.set(8, { id: 8, total: '0.00', name: 'ada', favourite: 'a' })
  shop.rows.set(9, { id: 9, total: '0.00', name: 'eve', favourite: 'bb' })
  await sync()
})
afterEach(() => host.close())

const sync = () => host.sync(shopConnection(shop, { mappings: peopleMappings }))
/** Each person, with the sum of what they bought. */
const sums = (more: Partial<NonNullable<Mapping['with']>[string]> = {}): Mapping => ({
  ...deliveryMapping,
  id: 'person-sum',
  from: { entity: 'customer' },
  with: {
    orders: {
      entity: 'order',
      where: { customerId: '$.id' },
      take: 'all',
      follow: true,
      ...more,
    },
  },
  fields: { id: '$.id', total: { $integer: { $sum: { $each: '$orders', as: '$.total' } } } },
})
/** Each order whose buyer is known; its total is worked out from the buyer, who is found by the id. */
const buyers = (follow: boolean): Mapping => ({
  ...deliveryMapping,
  with: {
    buyer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow },
  },
  when: { $not: { $isMissing: '$buyer' } },
  fields: { id: '$.id', total: { $if: { $equals: ['$buyer.company', 'a'] }, then: 1, else: 2 } },
})
const push = (mapping: Mapping, behaviour: SinkBehaviour = {}, longestWaitMs = 1000) =>
  host.push(
    [sinkConnection(sink, behaviour)],
    [
      sinkDelivery({
        from: 'entity' in mapping.from && mapping.from.entity === 'customer' ? 'customer' : 'order',
        mapping,
      }),
    ],
    {},
    { longestWaitMs },
  )
const totals = () => Object.fromEntries([...sink.held.values()].map(({ id, total }) => [id, total]))

test('rows that point at a row are at hand for it', async () => {
  expect(await push(sums())).toMatchObject({ ok: true, runs: [{ sent: 2 }] })
  expect(totals()).toStrictEqual({ 'shop:ada': 300, 'shop:eve': 400 })
})

test('a row is found by its id', async () => {
  await push(buyers(true))
  expect(totals()).toStrictEqual({ 'shop:1': 1, 'shop:2': 1, 'shop:3': 2 })
})

test('a followed row that comes, changes or goes is a change of those that it is joined to, and of no other', async () => {
  await push(sums())
  shop.rows.set(4, { id: 4, total: '5.00', person: 'ada' })
  await sync()
  expect(await push(sums())).toMatchObject({ runs: [{ changes: 1, sent: 1 }] })
  expect(totals()).toStrictEqual({ 'shop:ada': 800, 'shop:eve': 400 })
  shop.rows.set(1, { id: 1, total: '2.00', person: 'ada' })
  shop.rows.delete(2)
  await sync()
  await push(sums())
  expect(totals()).toStrictEqual({ 'shop:ada': 700, 'shop:eve': 400 })
})

test('a row that points elsewhere now changes both ends', async () => {
  await push(sums())
  shop.rows.set(1, { id: 1, total: '1.00', person: 'eve' })
  await sync()
  expect(await push(sums())).toMatchObject({ runs: [{ sent: 2 }] })
  expect(totals()).toStrictEqual({ 'shop:ada': 200, 'shop:eve': 500 })
})

test('a followed row that is found by its id is followed too', async () => {
  await push(buyers(true))
  shop.rows.set(8, { id: 8, total: '0.00', name: 'ada', favourite: 'c' })
  await sync()
  expect(await push(buyers(true))).toMatchObject({ runs: [{ sent: 2 }] })
  expect(totals()).toStrictEqual({ 'shop:1': 2, 'shop:2': 2, 'shop:3': 2 })
})

test('a row that is not followed is read as it is when its row is sent, and sends nothing by itself', async () => {
  await push(buyers(false))
  shop.rows.set(8, { id: 8, total: '0.00', name: 'ada', favourite: 'c' })
  await sync()
  expect(await push(buyers(false))).toMatchObject({ runs: [{ changes: 0 }] })
})

test('as many rows are taken as the mapping says, in its order', async () => {
  await push(sums({ take: 1, orderBy: '-total' }))
  expect(totals()).toStrictEqual({ 'shop:ada': 200, 'shop:eve': 400 })
  await push(sums({ take: 1, orderBy: 'total' }))
  expect(totals()).toStrictEqual({ 'shop:ada': 100, 'shop:eve': 400 })
})

test('a replacement has the joined rows at hand, and follows them afterwards', async () => {
  const behaviour = { replacement: true }
  await push(sums(), behaviour)
  expect(totals()).toStrictEqual({ 'shop:ada': 300, 'shop:eve': 400 })
  shop.rows.set(3, { id: 3, total: '1.00', person: 'eve' })
  await sync()
  expect(await push(sums(), behaviour)).toMatchObject({ runs: [{ sent: 1 }] })
  expect(totals()).toStrictEqual({ 'shop:ada': 300, 'shop:eve': 100 })
})

test('a crash while the rows to join are collected begins the collection anew', async () => {
  await push(sums())
  await host.store.write(function* ({ build }) {
    const emptied = build.deleteFrom('join_value').compile()
    yield { kind: 'query', sql: emptied.sql, parameters: emptied.parameters }
    const undone = build.updateTable('consumer').set({ joined: '' }).compile()
    yield { kind: 'query', sql: undone.sql, parameters: undone.parameters }
  })
  await host.restart()
  shop.rows.set(8, { id: 8, total: '0.00', name: 'ada', favourite: 'changed' })
  shop.rows.set(1, { id: 1, total: '3.00', person: 'ada' })
  await sync()
  await push(sums())
  expect(totals()).toStrictEqual({ 'shop:ada': 500, 'shop:eve': 400 })
})

test('a crash after the rows were asked for and before they were sent loses no change of them', async () => {
  const stopping = new AbortController()
  sink.script.push(() => {
    stopping.abort()
    return new Promise<never>(() => {})
  })
  await host.push(
    [sinkConnection(sink)],
    [sinkDelivery({ from: 'customer', mapping: sums() })],
    {},
    {
      signal: stopping.signal,
    },
  )
  await host.restart()
  shop.rows.set(1, { id: 1, total: '3.00', person: 'ada' })
  await sync()
  expect(await push(sums())).toMatchObject({ ok: true })
  expect(totals()).toStrictEqual({ 'shop:ada': 500, 'shop:eve': 400 })
})

test('where too many rows follow one change, all are looked at again instead', async () => {
  await push(buyers(true))
  const value = canonicalise(['shop:ada'])
  const many = Array.from({ length: 10_001 }, (_, at) => ({ name: 'buyer', id: `x${at}`, value }))
  await host.store.write((dialect, org) =>
    writeJoinValues(dialect, org, 'orders-out', 'asks', many),
  )
  shop.rows.set(8, { id: 8, total: '0.00', name: 'ada', favourite: 'c' })
  await sync()
  expect(await push(buyers(true))).toMatchObject({ ok: true, runs: [{ changes: 3, sent: 2 }] })
  const consumer = await host.store.read((dialect, org) => readConsumer(dialect, org, 'orders-out'))
  expect(consumer?.backfillId).toBeUndefined()
})
