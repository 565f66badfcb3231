import { startRule, type SimulatedRule } from '@cartograph/simulators/rule'
import { deletedItem } from '@cartograph/testkit/reading'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erase } from './erase.ts'
import { settings, type Settings } from './settings.ts'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { orderOf, subscriberOf } from './testing/items.ts'
import { writeRecords } from './write-records.ts'
import { writeSubscribers } from './write-subscribers.ts'

const email = 'anna@shop.example'
let rule: SimulatedRule
beforeEach(async () => {
  rule = await startRule({ now: () => Date.UTC(2026, 10, 1) })
  const context = testContext(rule)
  const groups = {
    'Sitoo-Contact': { namefirst: 'Anna' },
    'Sitoo-Address': { invoice_city: 'Lund' },
  }
  await writeSubscribers(context, [
    subscriberOf({ email, phone: '+46701740605', tags: ['Sitoo'], groups }),
  ])
  await writeRecords(context, [orderOf('till:1')])
})
afterEach(() => rule.close())

const remove = (config: Partial<Settings>, because?: 'erased') =>
  writeSubscribers(testContext(rule, config), [deletedItem(email, because)])
const groupNames = () =>
  [...rule.account.records.values()].map(({ group }) => rule.account.groups.get(group)?.name)

test('by default a customer who is gone stays in Rule, and the host does not ask', async () => {
  const { subscribers } = sinksOf(settings.parse({ apiKey: rule.apiKey }))
  expect(subscribers.deletes).toBe(false)
  expect(await remove({})).toStrictEqual([{ status: 'ok' }])
  expect(rule.account.subscribers.size).toBe(1)
})

test('`delete` deletes the subscriber with everything of theirs', async () => {
  expect(await remove({ whenGone: 'delete' })).toStrictEqual([{ status: 'ok' }])
  expect([rule.account.subscribers.size, rule.account.records.size]).toStrictEqual([0, 0])
})

test('`anonymise` takes away who they are and lets no message through, and keeps what was bought', async () => {
  expect(await remove({ whenGone: 'anonymise' })).toStrictEqual([{ status: 'ok' }])
  expect(groupNames()).toStrictEqual(['Sitoo-order'])
  const [anna] = rule.account.subscribers.values()
  expect(anna?.tags.size).toBe(0)
  expect(
    [...rule.account.suppressions.values()].map(({ messageType }) => messageType),
  ).toStrictEqual(['email', 'text_message'])
})

test('an erasure deletes, also where others are anonymised', async () => {
  expect(await remove({ whenGone: 'anonymise' }, 'erased')).toStrictEqual([{ status: 'ok' }])
  expect(rule.account.subscribers.size).toBe(0)
})

test.each(['delete', 'anonymise'] as const)(
  '`%s` of who is not there is done',
  async (whenGone) => {
    const context = testContext(rule, { whenGone })
    expect(await writeSubscribers(context, [deletedItem('nobody@shop.example')])).toStrictEqual([
      { status: 'ok' },
    ])
  },
)

test('a person is erased by address, number and what was sent of them, however often', async () => {
  rule.admin.addSubscriber({ email: 'anna.old@shop.example' })
  const person = { email, phone: '+46701740605' }
  const keys = { subscribers: [['anna.old@shop.example']] } as const
  for (let time = 0; time < 2; time += 1)
    expect(await erase(testContext(rule), person, keys)).toStrictEqual({ status: 'ok' })
  expect([rule.account.subscribers.size, rule.account.records.size]).toStrictEqual([0, 0])
})
