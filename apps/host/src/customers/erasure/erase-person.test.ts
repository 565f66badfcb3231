import type { JsonObject, Key, Mapping, Outcome, Person } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../../config/index.ts'
import { addWebhooks, occurrencesOf, rowsAfter } from '../../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../../testing/scripted-installation.ts'
import { orderMapping, scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../../testing/scripted-sink.ts'
import { personIdOf } from '../identity/member.ts'
import { followCustomers } from '../persons/follow.ts'
import { personsAfter } from '../persons/person.ts'
import { erasePerson } from './erase-person.ts'

const canary = 'ida.canary@example.com'
const ida = personIdOf('customer/shop:ida')
const { signal } = new AbortController()

const order: Mapping = {
  ...orderMapping,
  fields: { ...orderMapping.fields, email: '$.email', customerId: '$.customer' },
}
const customer: Mapping = {
  id: 'shop-customer',
  from: { connector: 'scripted', stream: 'orders' },
  to: { entity: 'customer' },
  fields: { id: '$.customer', email: '$.email', firstName: '$.name' },
}

interface Asked {
  readonly person: Person
  readonly keys: Readonly<Record<string, readonly Key[]>>
}

function shopWith(
  shop: ReturnType<typeof scriptedShop>,
  asked: Asked[],
  outcome: Outcome = { status: 'ok' },
): Connection {
  const connection = shopConnection(shop, { mappings: [order, customer] })
  const { connector } = connection
  const answer: typeof connector.erase = async (_context, person, keys) => {
    asked.push({ person, keys })
    return outcome
  }
  return { ...connection, connector: { ...connector, erase: answer } }
}

function twoBuyers() {
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, total: '10.00', customer: 'ida', email: canary, name: 'Ida' })
  shop.rows.set(2, {
    id: 2,
    total: '20.00',
    customer: 'per',
    email: 'per@example.com',
    name: 'Per',
  })
  return shop
}

let installation: ScriptedInstallation
beforeEach(async () => {
  installation = await scriptedInstallation()
})
afterEach(() => installation.close())

async function erase(connection: Connection, more: { readonly dry?: boolean } = {}) {
  const scene = installation.installation([connection], [])
  return erasePerson(scene, ida, {
    by: { kind: 'command', user: 'lone' } as const,
    signal,
    now: () => 9,
    ...more,
  })
}

async function names(): Promise<readonly (readonly string[])[]> {
  const { store } = installation
  await followCustomers(store, { signal })
  const persons = await store.read((dialect, org) => personsAfter(dialect, org, '', 10))
  return persons.map(({ members }) => members)
}

async function orderRow(id: string): Promise<JsonObject> {
  const rows = await installation.store.read((dialect, org) =>
    rowsAfter(dialect, org, 'order', '', 10),
  )
  return JSON.parse(rows.find((row) => row.id === id)?.data ?? '{}') as JsonObject
}

test('an erased person is nowhere, and the report proves it', async () => {
  const asked: Asked[] = []
  const connection = shopWith(twoBuyers(), asked)
  await installation.sync(connection)
  expect(await erase(connection)).toStrictEqual({
    person: ida,
    dry: false,
    records: 1,
    removed: { customer: 1 },
    kept: { order: 1 },
    letters: 0,
    webhooks: 0,
    vendors: [{ connection: 'shop', status: 'done' }],
    shared: 0,
    left: [],
    ok: true,
  })
  expect(asked).toStrictEqual([
    { person: { customerId: 'ida', email: canary }, keys: { orders: [[1]] } },
  ])
  expect(await names()).toStrictEqual([['customer/shop:per']])
})

test('an order stays for the figures, without whose it is', async () => {
  const connection = shopWith(twoBuyers(), [])
  await installation.sync(connection)
  await erase(connection)
  expect(await installation.rows()).toStrictEqual({ 'shop:1': 1000, 'shop:2': 2000 })
  const row = await orderRow('shop:1')
  expect([row['email'], row['customerId'], row['status']]).toStrictEqual([
    undefined,
    undefined,
    'paid',
  ])
})

test('no reading brings an erased person back, whatever the vendor still tells', async () => {
  const shop = twoBuyers()
  const connection = shopWith(shop, [])
  await installation.sync(connection)
  await erase(connection)
  shop.rows.set(1, { id: 1, total: '99.00', customer: 'ida', email: canary, name: 'Ida Marie' })
  await installation.sync(connection, { full: true })
  expect(await names()).toStrictEqual([['customer/shop:per']])
  expect(await installation.rows()).toStrictEqual({ 'shop:1': 1000, 'shop:2': 2000 })
  const { store } = installation
  expect(await store.read((dialect, org) => occurrencesOf(dialect, org, canary))).toStrictEqual([])
})

test('a record whose key is the address itself is gone too, and does not come back', async () => {
  const shop = twoBuyers()
  const { connector, ...rest } = shopConnection(shop, { mappings: [order, customer], key: 'email' })
  const connection: Connection = {
    ...rest,
    connector: { ...connector, erase: async () => ({ status: 'ok' }) },
  }
  await installation.sync(connection)
  expect(await erase(connection)).toMatchObject({ records: 1, left: [], ok: true })
  shop.rows.set(1, { id: 1, total: 'broken', customer: 'ida', email: canary, name: 'Ida' })
  await installation.sync(connection, { full: true })
  expect(await names()).toStrictEqual([['customer/shop:per']])
  const { store } = installation
  expect(await store.read((dialect, org) => occurrencesOf(dialect, org, canary))).toStrictEqual([])
})

test('sinks are told by their deliveries, and their ledger keeps nothing', async () => {
  const connection = shopWith(twoBuyers(), [])
  const sink = scriptedSink()
  const mapping: Mapping = {
    id: 'customer-item',
    from: { entity: 'customer' },
    to: { connector: 'scripted-sink', sink: 'orders' },
    fields: { id: '$.email', total: 1 },
  }
  const delivery = { ...sinkDelivery(), from: 'customer' as const, mapping }
  const connections = [connection, sinkConnection(sink)]
  await installation.sync(connection)
  await installation.push(connections, [delivery])
  expect([...sink.held.keys()]).toContain(canary)
  const scene = installation.installation(connections, [delivery])
  const first = await erasePerson(scene, ida, {
    by: { kind: 'command', user: 'lone' } as const,
    signal,
  })
  expect([first.ok, first.left.map(({ table }) => table)]).toStrictEqual([false, ['ledger']])
  await installation.push(connections, [delivery])
  expect([...sink.held.keys()]).toStrictEqual(['per@example.com'])
  const second = await erasePerson(scene, ida, {
    by: { kind: 'command', user: 'lone' } as const,
    signal,
  })
  expect([second.ok, second.left]).toStrictEqual([true, []])
})

test('a webhook that carries the person is emptied', async () => {
  const connection = shopWith(twoBuyers(), [])
  await installation.sync(connection)
  await installation.store.write((dialect, org) =>
    addWebhooks(dialect, org, [
      {
        id: 'w1',
        connection: 'shop',
        receivedAt: 1,
        method: 'POST',
        target: '/',
        headers: [],
        body: Buffer.from(JSON.stringify({ email: canary })),
      },
    ]),
  )
  expect((await erase(connection)).webhooks).toBe(1)
  const encoded = Buffer.from(JSON.stringify({ email: canary })).toString('base64')
  const { store } = installation
  expect(await store.read((dialect, org) => occurrencesOf(dialect, org, encoded))).toStrictEqual([])
})

test('a vendor that fails is told of, and so is one that cannot erase', async () => {
  const fault = { $fault: 'v1', kind: 'transient', message: 'The vendor is down.' } as const
  const failing = shopWith(twoBuyers(), [], { status: 'failed', fault })
  await installation.sync(failing)
  const { ok, vendors } = await erase(failing)
  expect({ ok, vendors }).toStrictEqual({
    ok: false,
    vendors: [{ connection: 'shop', status: 'failed', fault }],
  })
})

test('an erasure that failed at a vendor is gone on with, and then forgets whom it was of', async () => {
  const fault = { $fault: 'v1', kind: 'transient', message: 'The vendor is down.' } as const
  const failing = shopWith(twoBuyers(), [], { status: 'failed', fault })
  await installation.sync(failing)
  await erase(failing)
  const asked: Asked[] = []
  const { ok } = await erase(shopWith(twoBuyers(), asked))
  expect([ok, asked.map(({ person }) => person)]).toStrictEqual([
    true,
    [{ customerId: 'ida', email: canary }],
  ])
  const { store } = installation
  expect(await store.read((dialect, org) => occurrencesOf(dialect, org, canary))).toStrictEqual([])
  await expect(erase(failing)).rejects.toThrow('was erased, and nothing is left to be done.')
})

test('a vendor whose connector cannot erase is named', async () => {
  const connection = shopConnection(twoBuyers(), { mappings: [order, customer] })
  await installation.sync(connection)
  const { ok, vendors } = await erase(connection)
  expect({ ok, vendors }).toStrictEqual({
    ok: false,
    vendors: [{ connection: 'shop', status: 'unable' }],
  })
})

test('a trial erases nothing and asks nobody', async () => {
  const asked: Asked[] = []
  const connection = shopWith(twoBuyers(), asked)
  await installation.sync(connection)
  const { removed, kept, dry } = await erase(connection, { dry: true })
  expect({ removed, kept, dry, asked }).toStrictEqual({
    removed: { customer: 1 },
    kept: { order: 1 },
    dry: true,
    asked: [],
  })
  expect(await names()).toHaveLength(2)
})
