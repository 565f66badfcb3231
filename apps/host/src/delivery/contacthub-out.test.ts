import { contacthub } from '@cartograph/connector-contacthub'
import type { JsonObject, Mapping, Order, Refund } from '@cartograph/core'
import {
  allPresent,
  startContacthub,
  type ContacthubOptions,
  type SimulatedContacthub,
} from '@cartograph/simulators/contacthub'
import { expect, onTestFinished, test } from 'vitest'
import { connectorConnection } from '../testing/connector-connection.ts'
import { defaultDeliveries } from '../testing/default-deliveries.ts'
import { readShop, type ReadShop } from '../testing/read-shop.ts'
import { noWaits } from '../testing/scripted-installation.ts'

/** The dependent ones first: their order is not what brings events to their customers. */
const sinks = ['returns', 'orders', 'customers']
const counted = new Set(['paid', 'fulfilled', 'partiallyRefunded', 'refunded'])

let stage: ReadShop

/** A shop that was read. */
async function opened(): Promise<void> {
  stage = await readShop({ orders: 24, engine })
}

async function workspace(options: ContacthubOptions = {}): Promise<SimulatedContacthub> {
  const hub = await startContacthub({ now: () => stage.clock.now(), ...options })
  onTestFinished(() => hub.close())
  return hub
}

function configOf({ apiBase, source, workspace: { id, nodeId } }: SimulatedContacthub, more = {}) {
  return { apiBase, token: source.token, workspaceId: id, nodeId, currency: 'EUR', ...more }
}

type Config = ReturnType<typeof configOf>

function deliveriesTo(config: Config, change?: (mapping: Mapping) => Mapping) {
  const { mappings = [] } = contacthub.parts({ config, found: null })
  return defaultDeliveries(mappings, sinks, change)
}

/** Of one unit in euros. */
const rates: Readonly<Record<string, number>> = { EUR: 1, DKK: 0.134, SEK: 0.087, ISK: 0.0067 }
const places: Readonly<Record<string, number>> = { ISK: 0 }
const engine = {
  // What nobody saw the end of is looked for only once lists must show it.
  waits: { ...noWaits, scale: 1 },
  rates: (from: string, to: string) => String((rates[from] ?? 0) / (rates[to] ?? 1)),
}

function inCents(minor: number, currency: string): number {
  return Math.round((minor * 100 * (rates[currency] ?? 0)) / 10 ** (places[currency] ?? 2))
}

type Person = { readonly id: string; readonly email?: string; readonly phone?: string }

/** How many customers that is; two of one address are one there. */
async function peopleOf(isSent: (id: string) => boolean = () => true): Promise<number> {
  const customers = await stage.rows<Person>('customer')
  const sent = customers.filter(
    ({ id, email, phone }) => (email ?? phone ?? '') !== '' && isSent(id),
  )
  return new Set(sent.map(({ id, email }) => email?.toLowerCase() ?? id)).size
}

/** What the store would have in the workspace. */
async function expected() {
  const orders = (await stage.rows<Order & JsonObject>('order')).filter(
    ({ status, customerId }) => counted.has(status) && (customerId ?? '') !== '',
  )
  const refunds = await stage.rows<Refund & JsonObject>('refund')
  const lines = orders.flatMap((order) => order.lines ?? [])
  return {
    customers: await peopleOf(),
    sales: orders.length,
    revenue: sum(orders.map(({ total, currency }) => inCents(total, currency))),
    lines: lines.length,
    pieces: sum(lines.map(({ quantity }) => quantity ?? 0)),
    returns: refunds.length,
    returned: sum(refunds.map(({ total, currency }) => inCents(total, currency))),
    unattached: 0,
  }
}

interface Told {
  readonly type: string
  readonly amount: { readonly total: number }
  readonly products: readonly { readonly quantity: number }[]
}

function held({ workspace: hub }: SimulatedContacthub) {
  const events = [...hub.events.values()]
  const of = (type: string) =>
    events
      .map(({ properties }) => properties as unknown as Told)
      .filter((told) => told.type === type)
  const lines = of('sale').flatMap(({ products }) => products)
  return {
    customers: allPresent(hub).length,
    sales: of('sale').length,
    revenue: sum(of('sale').map(({ amount }) => Math.round(amount.total * 100))),
    lines: lines.length,
    pieces: sum(lines.map(({ quantity }) => quantity)),
    returns: of('return').length,
    returned: sum(of('return').map(({ amount }) => Math.round(amount.total * 100))),
    unattached: events.filter(({ customerId }) => customerId === null).length,
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((one, other) => one + other, 0)
}

const writes = ({ asked }: SimulatedContacthub) => asked.filter((name) => !name.startsWith('GET'))

test('the workspace holds every customer, sale and return of the shop with the same sums, though lists lag and orders are pushed first; then nothing is sent again', async () => {
  await opened()
  const hub = await workspace({ searchLagMs: 60_000, eventLagMs: 3_000 })
  const config = configOf(hub)
  const connection = connectorConnection(contacthub, config)
  await stage.pushAll(connection, deliveriesTo(config))
  const wanted = await expected()
  expect(wanted.sales).toBeGreaterThan(10)
  expect(wanted.returns).toBeGreaterThan(0)
  stage.later(60_000)
  hub.workspace.catchUp()
  expect(held(hub)).toStrictEqual(wanted)
  const before = writes(hub).length
  await stage.pushAll(connection, deliveriesTo(config))
  expect(writes(hub).slice(before)).toStrictEqual([])
}, 60_000)

test('everything arrives once, though answers are lost, cut off, and the index is rebuilt', async () => {
  await opened()
  const hub = await workspace({ searchLagMs: 60_000, unknowns: { retryAfterSeconds: 0 } })
  const config = configOf(hub)
  const connection = connectorConnection(contacthub, config)
  hub.next(
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 423 },
    { kind: 'truncated' },
    { kind: 'status', status: 503 },
    { kind: 'reset', when: 'before' },
    { kind: 'page' },
    { kind: 'status', status: 429 },
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'after' },
  )
  await stage.pushAll(connection, deliveriesTo(config))
  expect(held(hub)).toStrictEqual(await expected())
}, 60_000)

const oddDigits = ['1', '3', '5', '7', '9']

/** Some customers have a property that the workspace does not. */
function spoilt(mapping: Mapping): Mapping {
  if (mapping.id !== 'contacthub-customer') return mapping
  const isSpoilt = { $or: oddDigits.map((digit) => ({ $endsWith: ['$.id', digit] })) }
  const extended = { $if: isSpoilt, then: { shoeSize: '42' } }
  return Object.assign({}, mapping, { fields: Object.assign({}, mapping.fields, { extended }) })
}

test('a property outside the schema is a dead letter in the vendor’s words, the rest lands; mended by the mapping it is replayed', async () => {
  await opened()
  const hub = await workspace()
  const config = configOf(hub)
  const connection = connectorConnection(contacthub, config)
  const spoiltCustomers = deliveriesTo(config, spoilt).find(({ id }) => id === 'customers')
  const customers = deliveriesTo(config).find(({ id }) => id === 'customers')
  if (spoiltCustomers === undefined || customers === undefined) throw new Error('No delivery.')
  await stage.pushAll(connection, [spoiltCustomers])
  const refused = await stage.letters('customers')
  expect(refused.length).toBeGreaterThan(0)
  expect(allPresent(hub.workspace)).toHaveLength(
    await peopleOf((id) => !oddDigits.some((digit) => id.endsWith(digit))),
  )
  expect(refused[0]?.fault.message).toBe(
    'Contacthub refuses this customer (400): source customer is not valid; /extended: object instance has properties which are not allowed by the schema: ["shoeSize"].',
  )
  await stage.replay(connection, customers)
  expect(await stage.letters('customers')).toStrictEqual([])
  expect(allPresent(hub.workspace)).toHaveLength(await peopleOf())
}, 60_000)

test('an event of a customer who was deleted there is a dead letter in the vendor’s words, and the others land', async () => {
  await opened()
  const hub = await workspace()
  const config = configOf(hub)
  const connection = connectorConnection(contacthub, config)
  const deliveries = deliveriesTo(config)
  await stage.pushAll(
    connection,
    deliveries.filter(({ id }) => id === 'customers'),
  )
  const buyers = new Set(
    (await stage.rows<Order & JsonObject>('order')).map((one) => one.customerId),
  )
  const gone = allPresent(hub.workspace).find(({ externalId }) => buyers.has(externalId))
  hub.admin.removeCustomer(gone?.id ?? '')
  await stage.pushAll(
    connection,
    deliveries.filter(({ id }) => id === 'orders'),
  )
  const refused = await stage.letters('orders')
  expect(new Set(refused.map(({ fault }) => fault.message))).toStrictEqual(
    new Set([`Contacthub refuses this event (404): customer not found ${gone?.id}.`]),
  )
  expect(held(hub).sales).toBe((await expected()).sales - refused.length)
}, 60_000)
