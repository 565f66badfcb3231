import { connectorConnection } from '../testing/connector-connection.ts'
import { readFile } from 'node:fs/promises'
import { rule } from '@cartograph/connector-rule'
import { smtp } from '@cartograph/connector-smtp'
import type { Mapping } from '@cartograph/core'
import { startRule, type SimulatedRule } from '@cartograph/simulators/rule'
import { startMailServer, type SimulatedMailServer } from '@cartograph/simulators/smtp'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import type { Connection, Delivery } from '../config/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  scriptedShop,
  shopConnection,
  type ScriptedShop,
  type ShopRow,
} from '../testing/scripted-shop.ts'
import { sinkDelivery } from '../testing/scripted-sink.ts'

/** Sales of now, and what makes some of them no receipt. */
const today = new Date().toISOString()
const shownDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(
  Date.parse(today),
)
const sale = { total: '12.50', channel: 'till', status: 'paid', at: today }
const sales = [
  { ...sale, id: 1, email: 'anna@shop.example' },
  { ...sale, id: 2, email: 'bo@shop.example' },
  { ...sale, id: 3, email: 'anna@shop.example' },
  { ...sale, id: 4 },
  { ...sale, id: 5, email: 'cia@shop.example', channel: 'web' },
  { ...sale, id: 6, email: 'cia@shop.example', status: 'cancelled' },
  { ...sale, id: 7, email: 'cia@shop.example', at: '2026-01-01T10:00:00.000Z' },
] as const

const saleMapping: Mapping = {
  id: 'till-sale',
  from: { connector: 'scripted', stream: 'orders' },
  to: { entity: 'order' },
  fields: {
    id: { $string: '$.id' },
    number: { $concat: ['R', '$.id'] },
    channel: '$.channel',
    status: '$.status',
    placedAt: '$.at',
    currency: 'EUR',
    total: { $money: '$.total', currency: 'EUR' },
    taxTotal: 250,
    email: '$.email',
    lines: [{ id: '1', name: 'Mug <blue>', quantity: 2 }],
  },
}

let host: ScriptedInstallation
let till: ScriptedShop
beforeEach(async () => {
  host = await scriptedInstallation()
  till = scriptedShop(0)
  await sell({ ...sale, id: 99, email: 'early@shop.example' })
})
afterEach(() => host.close())

async function sell(...rows: readonly ShopRow[]) {
  for (const row of rows) till.rows.set(row.id, row)
  await host.sync(shopConnection(till, { mappings: [saleMapping] }))
}

/** The delivery that the guide shows for one of the two ways. */
async function guided(way: 'mail' | 'rule'): Promise<Delivery> {
  const guide = await readFile(
    new URL('../../../../docs/till/receipts.md', import.meta.url),
    'utf8',
  )
  const block = [...guide.matchAll(/```yaml\n(.*?)```/gs)]
    .flatMap(([, text = '']) => text)
    .find((text) => text.startsWith(`# delivery receipts, by ${way}`))
  const { to, mapping } = parse(block ?? '') as {
    readonly to: { readonly sink: string }
    readonly mapping: Mapping
  }
  return sinkDelivery({ sink: to.sink, mapping })
}

let pushes = 0
async function pushAll(connection: Connection, delivery: Delivery): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    pushes += 1
    const aheadMs = pushes * 60_000
    const clock = { now: () => Date.now() + aheadMs, raise: () => {}, leadMs: () => 0 }
    const { ok } = await host.push(
      [connection],
      [delivery],
      { waits: noWaits, clock },
      { longestWaitMs: 0 },
    )
    if (ok) break
  }
}

async function ruleAccount(): Promise<SimulatedRule> {
  const account = await startRule()
  onTestFinished(() => account.close())
  return account
}
const toRule = ({ apiKey, apiBase }: SimulatedRule) =>
  connectorConnection(rule, {
    apiKey,
    apiBase,
    fromName: 'Nordlys',
    fromEmail: 'shop@shop.example',
  })

async function mailServer(): Promise<SimulatedMailServer> {
  const server = await startMailServer({ tls: 'never' })
  onTestFinished(() => server.close())
  return server
}

test('the guide’s receipt by Rule goes once to each identified customer of the till, and to nobody else', async () => {
  const account = await ruleAccount()
  account.admin.suppress(account.admin.addSubscriber({ email: 'bo@shop.example' }))
  const delivery = await guided('rule')
  await pushAll(toRule(account), delivery)
  await sell(...sales)
  await pushAll(toRule(account), delivery)
  await sell({ ...sales[0], total: '10.00' })
  await pushAll(toRule(account), delivery)
  const sent = account.account.transactions.map(({ to, subject }) => `${to}: ${subject}`)
  expect(sent.toSorted()).toStrictEqual([
    'anna@shop.example: Your receipt R1',
    'anna@shop.example: Your receipt R3',
    'bo@shop.example: Your receipt R2',
  ])
  const text = account.account.transactions[0]?.plain
  expect(text).toBe(
    `Receipt R1\n${shownDay}\n \n2 × Mug <blue>\n \nTotal 12.50 EUR\nof it VAT 2.50`,
  )
})

test('a receipt whose answer was lost is not sent a second time', async () => {
  const account = await ruleAccount()
  const delivery = await guided('rule')
  await pushAll(toRule(account), delivery)
  await sell(...sales.slice(0, 3))
  account.next({ kind: 'reset', when: 'after' }, { kind: 'status', status: 503 })
  await pushAll(toRule(account), delivery)
  const times = Map.groupBy(account.account.transactions, ({ subject }) => subject)
  expect([...times.values()].every((each) => each.length === 1)).toBe(true)
  expect(times.has('Your receipt R1')).toBe(true)
})

test('the guide’s receipt by mail goes to the same', async () => {
  const server = await mailServer()
  const { host: name, port, user, password } = server
  const connection = connectorConnection(
    smtp,
    { host: name, port, user, password, encryption: 'none', from: 'shop@shop.example' },
    { needs: ['connect'] },
  )
  const delivery = await guided('mail')
  await pushAll(connection, delivery)
  await sell(...sales)
  await pushAll(connection, delivery)
  expect(server.mails.flatMap(({ to }) => to).toSorted()).toStrictEqual([
    'anna@shop.example',
    'anna@shop.example',
    'bo@shop.example',
  ])
})
