import { heyloyalty } from '@cartograph/connector-heyloyalty'
import type { Mapping } from '@cartograph/core'
import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Connection, Delivery } from '../config/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection, type ScriptedShop } from '../testing/scripted-shop.ts'
import { sinkDelivery } from '../testing/scripted-sink.ts'

const customerCount = 12
const emailOf = (id: number) => `customer${id}@shop.example`

/** Every sale has a customer of its own, who agreed to mails; their name is how the sale stands. */
const customer: Mapping = {
  id: 'shop-customer',
  from: { connector: 'scripted', stream: 'orders' },
  to: { entity: 'customer' },
  fields: {
    id: '$.email',
    email: '$.email',
    firstName: '$.status',
    consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
  },
}

let host: ScriptedInstallation
let shop: ScriptedShop
/** How far the clock of the host and of Heyloyalty is ahead. */
let aheadMs = 0
const now = () => Date.now() + aheadMs
/** What is imported late is looked for soon. */
const engine = {
  waits: { ...noWaits, scale: 0.01 },
  clock: { now, raise: () => {}, leadMs: () => aheadMs },
}

beforeEach(async () => {
  aheadMs = 0
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  sell('first')
  await readShop()
})
afterEach(() => host.close())

function sell(status: string): void {
  for (let id = 1; id <= customerCount; id += 1)
    shop.rows.set(id, { id, total: '12.50', status, email: emailOf(id) })
}
const readShop = () => host.sync(shopConnection(shop, { mappings: [customer] }))

async function account(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  const started = await startHeyloyalty({ now, ...options })
  onTestFinished(() => started.close())
  for (const [name, format] of [
    ['total_orders', 'number'],
    ['first_order_date', 'date'],
    ['last_order_date', 'date'],
  ] as const)
    started.admin.addField(started.list.id, { name, format })
  return started
}

function connectionTo(vendor: SimulatedHeyloyalty): Connection {
  const { apiBase, apiKey, apiSecret, list } = vendor
  const config = {
    apiBase,
    apiKey,
    apiSecret,
    list: list.id,
    contactEmail: 'me@shop.example',
    importFrom: 10,
  }
  const { mappings = [] } = heyloyalty.parts({ config, found: null })
  const native = mappings.filter(({ from }) => 'stream' in from)
  return connectorConnection(heyloyalty, config, { mappings: native })
}

function members(): Delivery {
  const config = { apiKey: 'heyloyalty-key', apiSecret: 'heyloyalty-secret', list: 1 }
  const { mappings = [] } = heyloyalty.parts({ config, found: null })
  const mapping = mappings.find(({ id }) => id === 'heyloyalty-member')
  const sink = sinkDelivery({ sink: 'members', ...(mapping !== undefined && { mapping }) })
  return Object.assign({}, sink, { id: 'members', from: 'customer' })
}

/** Pushes until nothing is left, each time ten minutes later. */
async function pushAll(connection: Connection, rounds = 25): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const { ok } = await host.push([connection], [members()], engine, { longestWaitMs: 0 })
    aheadMs += 600_000
    if (ok) break
  }
}

const held = ({ list }: SimulatedHeyloyalty) =>
  [...list.members.values()]
    .map(
      ({ status, values }) =>
        `${String(values.get('email'))} ${String(values.get('firstname'))} ${status}`,
    )
    .toSorted()
const expected = (name: string, status = 'active') =>
  Array.from({ length: customerCount }, (_none, index) => `${emailOf(index + 1)} ${name} ${status}`)

test('a new delivery imports everybody once, though answers are lost and the import is worked on late', async () => {
  const vendor = await account({ landsAfterMs: 60_000 })
  vendor.next(
    { kind: 'status', status: 503 },
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 429, retryAfter: 1 },
    { kind: 'reset', when: 'before' },
  )
  await pushAll(connectionTo(vendor))
  expect(held(vendor)).toStrictEqual(expected('first').toSorted())
  expect(vendor.account.autoresponders).toStrictEqual([])
})

test('a clock that is wrong by an hour is put right by the first answer', async () => {
  const vendor = await account({ now: () => now() - 3_600_000 })
  await pushAll(connectionTo(vendor), 1)
  expect(held(vendor)).toStrictEqual(expected('first').toSorted())
})

test('who unsubscribes in Heyloyalty is an opt-out here, and stays unsubscribed when everybody changes', async () => {
  // Its clock stands where the machine's does, however often the host waits.
  const vendor = await account({ now: Date.now })
  const connection = connectionTo(vendor)
  await pushAll(connection)
  const anna = [...vendor.list.members.values()].find(
    ({ values }) => values.get('email') === emailOf(7),
  )
  const id = anna?.id ?? ''
  vendor.admin.unsubscribe(vendor.list.id, id)
  // Before it is known here, and after.
  for (const [round, name] of ['second', 'third'].entries()) {
    sell(name)
    await readShop()
    vendor.next({ kind: 'reset', when: 'after' }, { kind: 'status', status: 500 })
    await pushAll(connection)
    expect(held(vendor)).toStrictEqual(
      expected(name)
        .with(6, `${emailOf(7)} first unsubscribed`)
        .toSorted(),
    )
    if (round === 0) await host.sync(connection, { engine })
  }
  expect(await host.rows('consent')).toHaveProperty(`vendor:${id}`)
  expect(vendor.account.reactivated).toStrictEqual([])
})
