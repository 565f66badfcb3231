import { startRule, type RuleOptions, type SimulatedRule } from '@cartograph/simulators/rule'
import { afterEach, expect, test } from 'vitest'
import { checkRule } from './check.ts'
import { expectedFields } from './expected-fields.ts'
import { prepare } from './prepare.ts'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { orderOf } from './testing/items.ts'
import { writeRecords } from './write-records.ts'

let now = Date.UTC(2026, 10, 1)
let rule: SimulatedRule
afterEach(() => rule.close())

async function opened(options: RuleOptions = {}): Promise<void> {
  rule = await startRule({ now: () => now, ...options })
}
const check = () => checkRule(testContext(rule))
const prepared = async (settings: Partial<Settings> = {}, dry = false) => {
  const steps = (await prepare(testContext(rule, settings, { dry }))) ?? []
  return steps.map(({ what, state }) => `${what}: ${state}`)
}
const groups = () =>
  [...rule.account.groups.values()].map(({ name, historical, fields }) => [
    name,
    historical,
    Object.fromEntries([...fields].map(([field, { type }]) => [field, type])),
  ])
const whole = [
  ['Sitoo-Contact', false, expectedFields.contact],
  ['Sitoo-Address', false, expectedFields.address],
  ['Sitoo-order', true, expectedFields.order],
]

test('the three groups are made, with every field of its type, and the one of orders historical', async () => {
  await opened()
  expect(await prepared()).toStrictEqual([
    'The group Sitoo-Contact and its fields: done',
    'The group Sitoo-Address and its fields: done',
    'The historical group Sitoo-order: done',
    'The group Sitoo-order and its fields: done',
  ])
  expect(groups()).toStrictEqual(whole)
  expect(await check()).toMatchObject({
    account: { name: expect.stringContaining('127') as string },
  })
  expect((await check()).problems).toBeUndefined()
})

test('a second time there is nothing to do', async () => {
  await opened()
  await prepared()
  const steps = await prepared()
  expect(steps.every((step) => step.endsWith(': already'))).toBe(true)
})

test('a dry run says what it would do, and does nothing', async () => {
  await opened()
  const steps = await prepared({}, true)
  expect(steps.every((step) => step.endsWith(': wouldDo'))).toBe(true)
  expect(rule.account.groups.size).toBe(0)
  expect(rule.asked.every((one) => one.startsWith('GET'))).toBe(true)
})

test('where Rule makes the group later, its fields are not made first, since it would not be historical', async () => {
  await opened({ landsAfterMs: 1_000 })
  expect((await prepared()).at(-1)).toBe('The historical group Sitoo-order: byHand')
  now += 1_000
  await prepared()
  expect(groups()).toStrictEqual(whole)
})

test('where Rule makes no subscriber without an address, somebody is asked to name one', async () => {
  await opened({ unknowns: { bareSubscribers: false } })
  expect((await prepared()).at(-1)).toBe('The historical group Sitoo-order: byHand')
  await prepared({ setupSubscriber: 'me@shop.example' })
  expect(groups()).toStrictEqual(whole)
})

test('groups of other names are made and looked at in their place', async () => {
  await opened()
  const settings = { contactGroup: 'Subscriber', addressGroup: 'Address', orderGroup: 'Order' }
  await prepared(settings)
  expect(groups().map(([name]) => name)).toStrictEqual(['Subscriber', 'Address', 'Order'])
  expect((await checkRule(testContext(rule, settings))).problems).toBeUndefined()
  await writeRecords(testContext(rule, settings), [orderOf('till:1')])
  expect(groups()).toHaveLength(3)
})

test('it is made in the name of a subscriber of one’s own, where the settings name one', async () => {
  await opened()
  await prepared({ setupSubscriber: 'me@shop.example' })
  expect([...rule.account.subscribers.values()]).toMatchObject([{ email: 'me@shop.example' }])
})

test.each([200, 409, 422] as const)(
  'one who is there already is no failure, where Rule answers %i',
  async (createExisting) => {
    await opened({ unknowns: { createExisting } })
    const id = rule.admin.addSubscriber({ email: 'me@shop.example' })
    await prepared({ setupSubscriber: 'me@shop.example' })
    expect([...rule.account.records.values()]).toMatchObject([{ subscriber: id }])
  },
)

test('a group that is not there yet is a warning that says who makes it', async () => {
  await opened()
  expect(await check()).toMatchObject({
    problems: [
      {
        severity: 'warning',
        part: 'sinks.orders',
        fault: { hint: expect.stringContaining('cartograph prepare') as string },
      },
    ],
  })
})

test('a group that is not historical is an error of orders alone, with where to change it', async () => {
  await opened()
  rule.admin.addGroup('Sitoo-Order', false, { orderid: 'text' })
  await writeRecords(testContext(rule), [orderOf('till:1')])
  expect(await check()).toMatchObject({
    problems: [
      {
        severity: 'error',
        part: 'sinks.orders',
        fault: {
          kind: 'config',
          message: expect.stringContaining(
            'The group Sitoo-Order in Rule is not historical',
          ) as string,
          hint: expect.stringContaining('app.rule.io/#/subscriber/groups') as string,
        },
      },
    ],
  })
  rule.admin.setHistorical('Sitoo-Order', true)
  expect((await check()).problems).toBeUndefined()
})

test('where no order is there yet nobody can tell, and the check says so', async () => {
  await opened()
  rule.admin.addGroup('Sitoo-order', false, { orderid: 'text' })
  expect(await check()).toMatchObject({
    problems: [
      {
        severity: 'warning',
        fault: { message: expect.stringContaining('cannot be seen') as string },
      },
    ],
  })
})

test('a field of another type than is written is named', async () => {
  await opened()
  rule.admin.addGroup('Sitoo-Contact', false, { birthday: 'text', namefirst: 'text' })
  expect(await check()).toMatchObject({
    problems: [
      { part: 'sinks.orders' },
      {
        severity: 'warning',
        part: 'sinks.subscribers',
        fault: {
          message: expect.stringContaining(
            'Sitoo-Contact.birthday is text and is written as date.',
          ) as string,
        },
      },
    ],
  })
})

test('a key of another account is refused with where to find the right one', async () => {
  await opened()
  await expect(
    checkRule(testContext({ ...rule, apiKey: 'rule-of-somebody-else' })),
  ).rejects.toMatchObject({
    kind: 'auth',
    hint: 'In Rule: Settings, Developer. Copy the key into `apiKey`.',
  })
})
