import type { Outcome, SinkItem } from '@cartograph/core'
import { startRule, type RuleOptions, type SimulatedRule } from '@cartograph/simulators/rule'
import { afterEach, expect, test } from 'vitest'
import { pollRecords } from './poll-records.ts'
import type { RecordItem } from './record-item.ts'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { orderOf } from './testing/items.ts'
import { writeRecords } from './write-records.ts'

const start = Date.UTC(2026, 10, 1)
let now = start
let rule: SimulatedRule
afterEach(() => rule.close())

async function opened(options: RuleOptions = {}): Promise<void> {
  now = start
  rule = await startRule({ now: () => now, ...options })
}
type Items = readonly SinkItem<RecordItem>[]
const write = (items: Items, settings: Partial<Settings> = {}) =>
  writeRecords(testContext(rule, settings), items)
const poll = (outcome: Outcome | undefined, items: Items, settings: Partial<Settings> = {}) =>
  pollRecords(
    testContext(rule, settings),
    outcome?.status === 'pending' ? outcome.ticket : '',
    items,
  )
const orders = () =>
  [...rule.account.records.values()].map(({ values }) => Object.fromEntries(values))

test('an order makes the historical group and its customer by itself, and shows before it counts as sent', async () => {
  await opened({ landsAfterMs: 5_000 })
  const item = orderOf('till:1')
  const [outcome] = await write([item])
  expect(outcome).toMatchObject({ status: 'pending', afterMs: 2_000 })
  now += 2_000
  expect(await poll(outcome, [item])).toMatchObject([{ status: 'pending', afterMs: 2_000 }])
  now += 4_000
  const [customer] = rule.account.subscribers.values()
  expect(await poll(outcome, [item])).toStrictEqual([
    { status: 'ok', remoteId: `${customer?.id}/${[...rule.account.records.keys()][0]}` },
  ])
  expect([...rule.account.groups.values()][0]).toMatchObject({
    name: 'Sitoo-order',
    historical: true,
  })
  expect(orders()).toStrictEqual([{ total_gross: '898.00', orderid: 'till:1' }])
})

test('an order that is there is changed and not appended, whoever knows its id', async () => {
  await opened()
  const [outcome] = await write([orderOf('till:1')])
  const [polled] = await poll(outcome, [orderOf('till:1')])
  const remoteId = polled?.status === 'ok' ? (polled.remoteId ?? '') : ''
  const cancelled = { values: { total_gross: '0.00' } }
  expect(await write([orderOf('till:1', cancelled)])).toStrictEqual([{ status: 'ok', remoteId }])
  const again = { values: { total_gross: '1.00' } }
  expect(await write([orderOf('till:1', again, { remoteId })])).toStrictEqual([{ status: 'ok' }])
  expect(orders()).toStrictEqual([{ total_gross: '1.00', orderid: 'till:1' }])
})

test('an append whose answer was lost is found again, and not made a second time', async () => {
  await opened()
  const references = {
    subscriber: String(rule.admin.addSubscriber({ email: 'anna@shop.example' })),
  }
  rule.next({ kind: 'reset', when: 'after' })
  await expect(write([orderOf('till:1', {}, { references })])).rejects.toThrow('fetch failed')
  expect(await write([orderOf('till:1', {}, { references })])).toMatchObject([{ status: 'ok' }])
  expect(orders().map(({ orderid }) => orderid)).toStrictEqual(['till:1'])
})

test('an order is found among more than a page of others', async () => {
  await opened({ unknowns: { largestPage: 3 } })
  const items = Array.from({ length: 10 }, (_none, index) => orderOf(`till:${index}`))
  await write(items)
  expect(await write([items[9] ?? orderOf('')])).toMatchObject([{ status: 'ok' }])
  expect(orders()).toHaveLength(10)
})

test('what does not show in time is tried again, and says why that may be', async () => {
  await opened({ landsAfterMs: 600_000 })
  const [outcome] = await write([orderOf('till:1')])
  now += 60_000
  expect(await poll(outcome, [orderOf('till:1')])).toMatchObject([
    { status: 'failed', fault: { kind: 'transient' } },
  ])
  expect(await poll(outcome, [orderOf('till:1')], { landsWithinMs: 300_000 })).toMatchObject([
    { status: 'pending', afterMs: 60_000 },
  ])
})

test('a group that is not historical stops the delivery before an order is overwritten', async () => {
  await opened()
  rule.admin.addGroup('Sitoo-order', false, { orderid: 'text' })
  const [outcome] = await write([orderOf('till:1')])
  const stopping = {
    kind: 'config',
    scope: 'part',
    message: expect.stringContaining('The group Sitoo-order in Rule is not historical') as string,
    hint: expect.stringContaining('app.rule.io/#/subscriber/groups') as string,
  }
  await expect(poll(outcome, [orderOf('till:1')])).rejects.toMatchObject(stopping)
  expect(await write([orderOf('till:2')])).toMatchObject([{ status: 'failed', fault: stopping }])
  expect(orders().map(({ orderid }) => orderid)).toStrictEqual(['till:1'])
})

test('where Rule makes a group historical later, orders go on', async () => {
  await opened({ unknowns: { historicalChanges: true } })
  rule.admin.addGroup('Sitoo-order', false, { orderid: 'text' })
  const [outcome] = await write([orderOf('till:1')])
  expect(await poll(outcome, [orderOf('till:1')])).toMatchObject([{ status: 'ok' }])
  expect(await write([orderOf('till:2')])).toMatchObject([{ status: 'pending' }])
  expect(orders()).toHaveLength(2)
})

test('a customer who is gone from Rule is made anew', async () => {
  await opened()
  const gone = rule.admin.addSubscriber({ email: 'anna@shop.example' })
  rule.admin.removeSubscriber(gone)
  const references = { subscriber: String(gone) }
  expect(await write([orderOf('till:1', {}, { references })])).toMatchObject([
    { status: 'pending' },
  ])
  expect(orders()).toHaveLength(1)
})

test.each([
  ['that Rule refuses', '+1234567', undefined],
  ['that another subscriber has', '+46701740605', '+46701740605'],
])('a number %s keeps no order back', async (_what, phone, taken) => {
  await opened()
  const known = rule.admin.addSubscriber({ email: 'anna@shop.example' })
  if (taken !== undefined) rule.admin.addSubscriber({ phone: taken })
  await write([orderOf('till:1', { phone })])
  expect([...rule.account.records.values()]).toMatchObject([{ subscriber: known }])
})

test('an order of somebody whom Rule has suppressed is kept', async () => {
  await opened()
  const known = rule.admin.addSubscriber({ email: 'anna@shop.example' })
  rule.admin.suppress(known)
  await write([orderOf('till:1')])
  expect([...rule.account.records.values()]).toMatchObject([{ subscriber: known }])
})

test('many lines of an order are shortened, and its amounts are not', async () => {
  await opened()
  const products = Array.from({ length: 3_000 }, (_none, index) => ({ sku: `SKU-${index}`, n: 1 }))
  await write([
    orderOf('till:1', { values: { total_gross: '898.00', products: { json: products } } }),
  ])
  const [order] = orders()
  expect(order?.['total_gross']).toBe('898.00')
  expect(JSON.parse(String(order?.['products']))).toStrictEqual(
    products.slice(0, (JSON.parse(String(order?.['products'])) as readonly unknown[]).length),
  )
})

test('a back-fill makes no answer with an error, since Rule blocks accounts for them', async () => {
  await opened()
  await write(
    Array.from({ length: 20 }, (_none, index) =>
      orderOf(`till:${index}`, { email: `c${index}@shop.example` }, { cause: 'backfill' }),
    ),
  )
  expect(orders()).toHaveLength(20)
  const errors = rule.statuses.filter((status) => status >= 400)
  // The group itself is not there yet.
  expect(errors).toStrictEqual([404])
})
