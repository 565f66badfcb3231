import { dialogInsight } from '@cartograph/connector-dialog-insight'
import type { JsonObject, Mapping, Order } from '@cartograph/core'
import { countedStatuses } from '@cartograph/simulators'
import {
  startDialogInsight,
  type DialogInsightOptions,
  type SimulatedDialogInsight,
} from '@cartograph/simulators/dialog-insight'
import { expect, onTestFinished, test } from 'vitest'
import { connectorConnection } from '../testing/connector-connection.ts'
import { defaultDeliveries } from '../testing/default-deliveries.ts'
import { readShop, type ReadShop } from '../testing/read-shop.ts'
import { noWaits } from '../testing/scripted-installation.ts'

const tables = {
  transaction: 'ECommerce_Transaction',
  item: 'ECommerce_Item',
  product: 'ECommerce_Product',
  category: 'ECommerce_ProductCategory',
} as const
/** The dependent ones first: their order is not what keeps the tables whole. */
const sinks = ['items', 'transactions', 'products', 'categories', 'contacts']
const counted = new Set(['paid', 'fulfilled', 'partiallyRefunded', 'refunded'])

let stage: ReadShop

/** A shop that was read. */
async function opened(): Promise<void> {
  stage = await readShop({ orders: 60, engine })
}

async function account(options: DialogInsightOptions = {}): Promise<SimulatedDialogInsight> {
  const started = await startDialogInsight(options)
  onTestFinished(() => started.close())
  return started
}

function configOf({ apiBase, keyId, key, project, admin }: SimulatedDialogInsight) {
  return {
    apiBase,
    keyId,
    key,
    project: project.id,
    currency: 'DKK',
    contactsBy: ['EMail'],
    tables: Object.fromEntries(
      Object.entries(tables).map(([role, name]) => [role, { id: admin.idOf(name) }]),
    ),
  }
}

function deliveriesTo(config: ReturnType<typeof configOf>, change?: (mapping: Mapping) => Mapping) {
  const { mappings = [] } = dialogInsight.parts({ config, found: null })
  return defaultDeliveries(mappings, sinks, change)
}

/** Of one unit in kroner. */
const rates: Readonly<Record<string, number>> = { DKK: 1, SEK: 0.65, EUR: 7.46, ISK: 0.05 }
const places: Readonly<Record<string, number>> = { ISK: 0 }
const engine = { waits: noWaits, rates: (own: string) => String(rates[own]) }

function inKroner(minor: number | null | undefined, { currency }: Order): number {
  return Math.round(((minor ?? 0) * 100 * (rates[currency] ?? 0)) / 10 ** (places[currency] ?? 2))
}

/** What the store would have in the tables. */
async function expected() {
  const customers = await stage.rows<{ id: string; email?: string }>('customer')
  const emails = new Map(customers.map(({ id, email }) => [id, email]))
  const all = await stage.rows<Order & JsonObject>('order')
  const orders = all.filter(
    ({ status, email, customerId }) =>
      counted.has(status) && (email ?? emails.get(customerId ?? '') ?? '') !== '',
  )
  const lines = orders.flatMap((order) =>
    (order.lines ?? []).map((line) => ({ order, quantity: line.quantity ?? 0, total: line.total })),
  )
  return {
    contacts: new Set(customers.flatMap(({ email }) => email ?? [])).size,
    transactions: orders.length,
    revenue: sum(orders.map((order) => inKroner(revenueOf(order), order))),
    tax: sum(orders.map((order) => inKroner(order.taxTotal, order))),
    items: lines.length,
    pieces: sum(lines.map(({ quantity }) => quantity)),
    itemTotal: sum(lines.map(({ total, order }) => inKroner(total, order))),
    products: (await stage.rows('product')).length,
    categories: (await stage.rows('category')).length,
  }
}

function revenueOf({ lines }: Order): number {
  return sum((lines ?? []).map(({ total }) => total ?? 0))
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((one, other) => one + other, 0)
}

function held({ admin }: SimulatedDialogInsight) {
  const transactions = admin.rows(tables.transaction)
  const items = admin.rows(tables.item)
  return {
    contacts: admin.rows('Contact').length,
    transactions: transactions.length,
    revenue: sumOf(transactions, 'Revenue'),
    tax: sumOf(transactions, 'Tax'),
    items: items.length,
    pieces: sum(items.map(({ Quantity }) => Number(Quantity))),
    itemTotal: sumOf(items, 'Total'),
    products: admin.rows(tables.product).length,
    categories: admin.rows(tables.category).length,
  }
}

function sumOf(all: readonly Readonly<Record<string, unknown>>[], column: string): number {
  return sum(all.map((row) => Math.round(Number(row[column]) * 100)))
}

const merges = ({ asked }: SimulatedDialogInsight) =>
  asked.filter((name) => name.endsWith('.Merge') || name.endsWith('.Delete'))

test('every table holds as many rows as the store, with the same sums, though items are pushed first; then nothing is sent again', async () => {
  await opened()
  const vendor = await account()
  const config = configOf(vendor)
  const connection = connectorConnection(dialogInsight, config)
  await stage.pushAll(connection, deliveriesTo(config))
  const wanted = await expected()
  expect(wanted.transactions).toBeGreaterThan(20)
  expect(held(vendor)).toStrictEqual(wanted)
  const before = merges(vendor).length
  await stage.pushAll(connection, deliveriesTo(config))
  expect(merges(vendor).slice(before)).toStrictEqual([])
}, 60_000)

test('orders whose contacts are unknown wait, and follow by themselves once the contacts are there', async () => {
  await opened()
  const vendor = await account()
  const config = configOf(vendor)
  const connection = connectorConnection(dialogInsight, config)
  const all = deliveriesTo(config)
  await stage.pushAll(
    connection,
    all.filter(({ id }) => id !== 'contacts'),
  )
  expect(held(vendor)).toMatchObject({ transactions: 0, items: 0 })
  const waiting = await stage.letters('transactions')
  expect(new Set(waiting.map(({ at }) => at))).toStrictEqual(new Set(['reference']))
  await stage.pushAll(connection, all)
  expect([await stage.letters('transactions'), await stage.letters('items')]).toStrictEqual([
    [],
    [],
  ])
  expect(held(vendor)).toStrictEqual(await expected())
}, 60_000)

test('in the older structure rows name contacts by their internal ids, once each, though answers are lost', async () => {
  await opened()
  const vendor = await account({ structure: 'legacy' })
  const config = { ...configOf(vendor), structure: 'legacy' as const }
  const connection = connectorConnection(dialogInsight, config)
  vendor.next(
    { kind: 'reset', when: 'after' },
    { kind: 'truncated' },
    { kind: 'status', status: 503 },
    { kind: 'reset', when: 'before' },
    { kind: 'status', status: 429 },
    { kind: 'reset', when: 'after' },
  )
  await stage.pushAll(connection, deliveriesTo(config))
  expect(held(vendor)).toStrictEqual(await expected())
  const people = new Set(vendor.admin.rows('Contact').map(({ idContact }) => idContact))
  expect(
    vendor.admin.rows(tables.transaction).every(({ idContact }) => people.has(idContact)),
  ).toBe(true)
}, 60_000)

test('a changed order is sent with its items, and nothing else', async () => {
  await opened()
  const vendor = await account()
  const config = configOf(vendor)
  const connection = connectorConnection(dialogInsight, config)
  await stage.pushAll(connection, deliveriesTo(config))
  const order = [...stage.shop.orders()].find(
    ({ id, storeId, status, lines }) =>
      storeId === 'web' &&
      countedStatuses.has(status) &&
      lines.length > 1 &&
      stage.shop.refundsOf(id).length === 0,
  )
  stage.shop.edit(order?.id ?? '', { line: 0, quantity: 7 })
  stage.shop.advance(60_000)
  await stage.sync()
  const before = vendor.bodies.length
  await stage.pushAll(connection, deliveriesTo(config))
  const sent = vendor.bodies
    .slice(before)
    .flatMap(({ idTable, Records }) =>
      ((Records ?? []) as readonly { readonly ID: Readonly<Record<string, unknown>> }[]).map(
        ({ ID }) => [idTable, ID['key_idTransaction']],
      ),
    )
  expect(new Set(sent.map(([, transaction]) => transaction)).size).toBe(1)
  expect(new Set(sent.map(([table]) => table))).toStrictEqual(
    new Set([vendor.admin.idOf(tables.transaction), vendor.admin.idOf(tables.item)]),
  )
  expect(held(vendor)).toStrictEqual(await expected())
}, 60_000)

/** These products have a number that does not fit its column. */
function spoilt(ids: readonly string[]) {
  return (mapping: Mapping): Mapping => {
    if (mapping.id !== 'dialog-insight-products') return mapping
    const tooLong = { $if: { $in: ['$.id', [...ids]] }, then: { SKU: 'x'.repeat(101) }, else: {} }
    const values = { $merge: [mapping.fields['values'] ?? {}, tooLong] }
    return Object.assign({}, mapping, { fields: Object.assign({}, mapping.fields, { values }) })
  }
}

test('one of twenty records that the vendor refuses is a dead letter in its words, the rest lands; mended by the mapping it is replayed', async () => {
  await opened()
  const vendor = await account()
  const config = configOf(vendor)
  const connection = connectorConnection(dialogInsight, config)
  const products = await stage.rows<{ readonly id: string }>('product')
  const all = products.length
  const bad = products.filter((_one, index) => index % 20 === 0).map(({ id }) => id)
  await stage.pushAll(connection, deliveriesTo(config, spoilt(bad)))
  const refused = await stage.letters('products')
  expect(refused.length).toBe(Math.ceil(all / 20))
  expect(held(vendor).products).toBe(all - refused.length)
  expect(refused[0]?.fault.message).toBe(
    'Dialog Insight refuses the record of ECommerce_Product (InvalidData: The value of SKU is not a valid NVarChar of at most 100 characters).',
  )
  const delivery = deliveriesTo(config).find(({ id }) => id === 'products')
  if (delivery === undefined) throw new Error('There is no such delivery.')
  await stage.replay(connection, delivery)
  expect(await stage.letters('products')).toStrictEqual([])
  expect(held(vendor).products).toBe(all)
}, 60_000)
