import { startRule, type RuleOptions, type SimulatedRule } from '@cartograph/simulators/rule'
import { afterEach, expect, test } from 'vitest'
import type { Settings } from './settings.ts'
import type { SubscriberItem } from './subscriber-item.ts'
import { testContext } from './testing/context.ts'
import { subscriberOf } from './testing/items.ts'
import { writeSubscribers } from './write-subscribers.ts'

let rule: SimulatedRule
afterEach(() => rule.close())

async function opened(options: RuleOptions = {}): Promise<void> {
  rule = await startRule({ now: () => Date.UTC(2026, 10, 1), ...options })
}
const write = (items: readonly SubscriberItem[], settings: Partial<Settings> = {}) =>
  writeSubscribers(
    testContext(rule, settings),
    items.map((item) => subscriberOf(item)),
  )
const everybody = () => [...rule.account.subscribers.values()]

const tagged = (email: string): SubscriberItem => ({ email, tags: ['Sitoo'] })
const thousand: readonly SubscriberItem[] = Array.from({ length: 1000 }, (_none, index) => ({
  email: `customer${index}@shop.example`,
  phone: index === 617 ? '+1234567' : `+467017${String(10_000 + index)}`,
}))

test.each([
  ['dots', 2],
  ['brackets', 2],
  ['none', 21],
] as const)(
  'one bad phone refuses none of 999 others, where Rule names it by %s',
  async (refusedPath, most) => {
    await opened({ unknowns: { refusedPath } })
    const outcomes = await write(thousand)
    const failed = outcomes.flatMap(({ status }, index) => (status === 'ok' ? [] : [index]))
    expect(failed).toStrictEqual([617])
    expect(everybody()).toHaveLength(999)
    expect(rule.asked.length).toBeLessThanOrEqual(most)
  },
)

test('the bad phone is named, without being said', async () => {
  await opened()
  const outcomes = await write(thousand.slice(610, 620))
  expect(outcomes[7]).toMatchObject({
    status: 'failed',
    fault: {
      kind: 'record',
      message: 'Rule refuses the phone number of this customer.',
      path: ['phone'],
    },
  })
  expect(JSON.stringify(outcomes)).not.toContain('1234567')
})

test('a value of another type than its field is named by group and field', async () => {
  await opened()
  rule.admin.addGroup('Sitoo-Contact', false, { birthday: 'text' })
  const [outcome] = await write([
    {
      email: 'anna@shop.example',
      groups: { 'Sitoo-Contact': { namefirst: 'Anna', birthday: { date: '1986-05-15' } } },
    },
  ])
  expect(outcome).toMatchObject({
    status: 'failed',
    fault: {
      message: 'Rule refuses the field Sitoo-Contact.birthday of this customer.',
      path: ['groups', 'Sitoo-Contact', 'birthday'],
    },
  })
})

test('an address and a number of two subscribers are a fault of that customer alone', async () => {
  await opened()
  rule.admin.addSubscriber({ email: 'anna@shop.example' })
  rule.admin.addSubscriber({ phone: '+46701740605' })
  const [first, second] = await write([
    { email: 'anna@shop.example', phone: '+46701740605' },
    { email: 'bo@shop.example' },
  ])
  expect(first).toMatchObject({
    status: 'failed',
    fault: { kind: 'record', hint: expect.stringContaining('Merge the two in Rule') as string },
  })
  expect(second).toMatchObject({ status: 'ok' })
})

test('a text longer than a group may be is a fault of that customer, and nobody is asked', async () => {
  await opened()
  const [outcome] = await write([
    { email: 'anna@shop.example', groups: { Profile: { note: 'x'.repeat(70_000) } } },
  ])
  expect(outcome).toMatchObject({ status: 'failed', fault: { path: ['groups', 'Profile'] } })
  expect(rule.asked).toStrictEqual([])
})

test('a list that Rule finds too long is sent in halves', async () => {
  await opened()
  rule.next({ kind: 'status', status: 413 }, { kind: 'status', status: 413 })
  const outcomes = await write(thousand.slice(0, 5))
  expect(outcomes.every(({ status }) => status === 'ok')).toBe(true)
  expect(everybody()).toHaveLength(5)
})

test('a tag that Rule does not know is a fault of those who have it', async () => {
  await opened()
  rule.next({ kind: 'status', status: 404 })
  expect(await write([tagged('anna@shop.example')])).toMatchObject([
    { status: 'failed', fault: { kind: 'record', path: ['tags'] } },
  ])
})
