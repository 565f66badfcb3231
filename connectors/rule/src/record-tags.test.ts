import type { Outcome, SinkItem } from '@cartograph/core'
import { startRule, type SimulatedRule } from '@cartograph/simulators/rule'
import { afterEach, expect, test } from 'vitest'
import { pollRecords } from './poll-records.ts'
import type { RecordItem } from './record-item.ts'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { orderOf } from './testing/items.ts'
import { writeRecords } from './write-records.ts'

let rule: SimulatedRule
afterEach(() => rule.close())

async function opened(): Promise<void> {
  rule = await startRule({ now: () => Date.UTC(2026, 10, 1) })
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
const tagNames = () => [...rule.account.tags.values()].map(({ name }) => name)

test('tags are added by one request for all that are tagged alike, and set nothing off', async () => {
  await opened()
  const tags = ['SitooOrder']
  await write([orderOf('till:1', { tags }), orderOf('till:2', { tags, email: 'bo@shop.example' })])
  expect(tagNames()).toStrictEqual(['SitooOrder'])
  expect(rule.asked.filter((one) => one.includes('tags'))).toHaveLength(1)
  expect(rule.account.fired).toStrictEqual([])
})

test('a sale sets off its automation once it shows, and one of before none', async () => {
  await opened()
  const settings = { automation: 'force' } as const
  const items = [
    orderOf('till:1', { tags: ['SitooOrder'] }),
    orderOf('till:2', { tags: ['SitooOrder'] }, { cause: 'backfill' }),
  ]
  const [first] = await write(items, settings)
  expect(rule.account.fired).toStrictEqual([])
  await poll(first, items, settings)
  expect(rule.account.fired).toMatchObject([{ tag: 'SitooOrder', how: 'force' }])
})

test('nothing is set off for who is suppressed, since it would let messages through again', async () => {
  await opened()
  rule.admin.suppress(rule.admin.addSubscriber({ email: 'anna@shop.example' }))
  const items = [orderOf('till:1', { tags: ['SitooOrder'] })]
  const [first] = await write(items, { automation: 'force' })
  await poll(first, items, { automation: 'force' })
  expect([tagNames(), rule.account.fired]).toStrictEqual([['SitooOrder'], []])
})

test('an automation whose answer was lost is not set off a second time', async () => {
  await opened()
  const items = [orderOf('till:1', { tags: ['SitooOrder'] })]
  const [first] = await write(items, { automation: 'force' })
  rule.next({ kind: 'status', status: 503 })
  expect(await poll(first, items, { automation: 'force' })).toMatchObject([{ status: 'ok' }])
  expect(rule.account.fired).toStrictEqual([])
})
