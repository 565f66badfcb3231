import type { Outcome, Sink, SinkItem } from '@cartograph/core'
import {
  startRaptor,
  type RaptorOptions,
  type SimulatedRaptor,
} from '@cartograph/simulators/raptor'
import { deletedItem, writtenItem } from '@cartograph/testkit/reading'
import { afterEach, expect, test } from 'vitest'
import type { Settings } from './settings.ts'
import { streamingSinksOf } from './streaming-sinks.ts'
import { streamIds, testContext } from './testing/context.ts'

let raptor: SimulatedRaptor
afterEach(() => raptor.close())

async function opened(options: RaptorOptions = {}, isDraft = false): Promise<void> {
  raptor = await startRaptor(options)
  const { admin } = raptor
  admin.addStream(streamIds.products, { kind: 'Catalog', isDraft })
  admin.addStream(streamIds.persons, { kind: 'Person', isDraft })
  admin.addStream(streamIds.orderLines, { kind: 'Interaction', isDraft })
}

type Name = 'products' | 'persons' | 'orderLines'
async function write(
  name: Name,
  items: readonly SinkItem[],
  given: Partial<Settings> = {},
): Promise<readonly Outcome[]> {
  const context = testContext(raptor, given)
  const sink: unknown = streamingSinksOf(context.config)[name]
  return (sink as Sink<Settings>).write(context, items)
}
const rows = (name: Name) => raptor.account.streams.get(streamIds[name])?.rows

const socks = {
  ProductId: 'k100',
  ProductName: 'Socks',
  OriginalPrice: '49.00',
  OnSalePrice: '39.00',
  ImageUrl: 'https://shop.example/img/k100.jpg',
  ProductUrl: 'https://shop.example/p/k100',
  InStock: true,
  UpdatedAt: '2026-03-02T08:15:00.000Z',
}
const anna = {
  Email: 'anna@example.dk',
  FirstName: 'Anna',
  Phone: '+4512345678',
  customer: 'shop:7',
}
const line = {
  RowId: 'shop:1/1',
  Email: 'anna@example.dk',
  OrderId: '1',
  OrderDate: '2026-03-02T10:05:00.000Z',
  ProductId: 'k100',
  Quantity: 2,
  Subtotal: '98.00',
  Currency: 'DKK',
}

test('a product is written over, and one that is gone is out of stock', async () => {
  await opened()
  await write('products', [writtenItem('k100', socks)])
  await write('products', [writtenItem('k100', { ...socks, OnSalePrice: '29.00', BrandId: 'Own' })])
  const present = { ...socks, OriginalPrice: 49, OnSalePrice: 29, BrandId: 'Own' }
  expect(rows('products')).toStrictEqual([present])
  await write('products', [deletedItem('k100', 'removed')])
  expect(rows('products')).toStrictEqual([{ ...present, InStock: false }])
})

test('products that are gone are left where the settings say so', async () => {
  await opened()
  const { config } = testContext(raptor, { goneProducts: 'keep' })
  expect(streamingSinksOf(config).products.deletes).toBe(false)
})

test('a person loses what is known no more, and the store’s own id is not sent', async () => {
  await opened()
  await write('persons', [writtenItem('anna', anna)])
  await write('persons', [writtenItem('anna', { ...anna, Phone: null, Points: 12 })])
  expect(rows('persons')).toStrictEqual([
    { Email: 'anna@example.dk', FirstName: 'Anna', Points: 12 },
  ])
})

const keyFor = (userId: 'email' | 'customer') =>
  streamingSinksOf({ customerId: '12345', userId }).persons.key({ ...anna, CustomerNo: '7' })

test('persons are told apart by what the settings say', () => {
  expect([keyFor('email'), keyFor('customer')]).toStrictEqual(['anna@example.dk', '7'])
})

test('lines of orders are added in one request, with amounts as numbers', async () => {
  await opened()
  const second = { ...line, RowId: 'shop:1/2' }
  const outcomes = await write('orderLines', [writtenItem('1', line), writtenItem('2', second)])
  expect(outcomes).toStrictEqual([{ status: 'ok' }, { status: 'ok' }])
  expect(rows('orderLines')).toStrictEqual([
    { ...line, Subtotal: 98 },
    { ...second, Subtotal: 98 },
  ])
  expect(raptor.asked).toStrictEqual(['streaming POST /stream/12345'])
})

test('drafts are told as drafts', async () => {
  await opened({}, true)
  expect(await write('persons', [writtenItem('anna', anna)])).toMatchObject([{ status: 'failed' }])
  expect(await write('persons', [writtenItem('anna', anna)], { drafts: true })).toStrictEqual([
    { status: 'ok' },
  ])
})

test('columns are called as they are in Raptor', async () => {
  await opened()
  await write('persons', [writtenItem('anna', anna)], { columns: { FirstName: 'Given_Name' } })
  expect(rows('persons')).toMatchObject([{ Given_Name: 'Anna' }])
})

test('an account that answers otherwise than assumed is understood', async () => {
  await opened({ unknowns: { rowsTaken: 202, unknownStream: 404, rowsAtOnce: 2 } })
  const { config } = testContext(raptor, { rowsAtOnce: 2 })
  expect(streamingSinksOf(config).persons.batch.maxItems).toBe(2)
  expect(await write('persons', [writtenItem('anna', anna)])).toStrictEqual([{ status: 'ok' }])
  raptor.account.streams.clear()
  expect(await write('persons', [writtenItem('anna', anna)])).toMatchObject([
    { status: 'failed', fault: { kind: 'config', scope: 'part' } },
  ])
})

test.each([
  ['an unknown stream', { status: 401 }, { fault: { kind: 'auth', scope: 'part' } }],
  ['a row that does not fit', { status: 400 }, { fault: { kind: 'record' } }],
  ['a limit', { status: 429, retryAfter: 2 }, { status: 'untouched', afterMs: 2000 }],
  ['an outage', { status: 503 }, { status: 'unknown' }],
] as const)('%s is told as what it is', async (_what, mishap, outcome) => {
  await opened()
  raptor.next({ kind: 'status', ...mishap })
  expect(await write('orderLines', [writtenItem('1', line)])).toMatchObject([outcome])
})

test('without a stream nothing is sent, and the fault says where one is made', async () => {
  await opened()
  const outcomes = await write('persons', [writtenItem('anna', anna)], { streams: {} })
  expect(outcomes).toMatchObject([
    {
      status: 'failed',
      fault: {
        kind: 'config',
        scope: 'part',
        hint: 'In Raptor: Data Manager, a dataflow of type Person. Write its stream id into `streams.persons`.',
      },
    },
  ])
  expect(raptor.asked).toStrictEqual([])
})

const subject = (needsConsent: boolean) =>
  streamingSinksOf({ customerId: '12345', needsConsent }).persons.subject?.(anna)

test('whose consent is asked for is the person, and nobody’s where it is not needed', () => {
  expect([subject(true), subject(false)]).toStrictEqual([
    { email: 'anna@example.dk', customerId: 'shop:7', needs: ['profiling'] },
    { email: 'anna@example.dk', customerId: 'shop:7' },
  ])
})
