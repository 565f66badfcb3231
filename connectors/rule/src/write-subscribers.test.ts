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
const one = () => everybody()[0]

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

test('fields of every type are written, and empty ones are left out', async () => {
  await opened()
  await write([
    {
      email: 'anna@shop.example',
      language: 'SV',
      groups: {
        Profile: {
          name: 'Åsa',
          empty: '',
          born: { date: '1986-05-15' },
          since: { datetime: '2026-01-01T12:45:00.000Z' },
          opens: { time: '09:00:00' },
          sizes: ['S', 'M'],
          checks: { json: [{ id: 'BC-1' }] },
        },
      },
    },
  ])
  expect(one()).toMatchObject({ language: 'sv' })
  const [record] = rule.account.records.values()
  expect(Object.fromEntries(record?.values ?? [])).toStrictEqual({
    name: 'Åsa',
    born: '1986-05-15',
    since: '2026-01-01 13:45:00',
    opens: '09:00:00',
    sizes: ['S', 'M'],
    checks: '[{"id":"BC-1"}]',
  })
})

test('a text longer than a group may be is a fault of that customer, and nobody is asked', async () => {
  await opened()
  const [outcome] = await write([
    { email: 'anna@shop.example', groups: { Profile: { note: 'x'.repeat(70_000) } } },
  ])
  expect(outcome).toMatchObject({ status: 'failed', fault: { path: ['groups', 'Profile'] } })
  expect(rule.asked).toStrictEqual([])
})

test('who has no address is told by the number', async () => {
  await opened()
  const [outcome] = await write([{ phone: '+46701740605' }])
  expect(outcome).toStrictEqual({ status: 'ok', remoteId: String(one()?.id) })
  expect(one()).toMatchObject({ email: null, phone: '+46701740605' })
})

test('tags are added to whom they belong and taken away from whom they do not', async () => {
  await opened()
  const old = rule.admin.addSubscriber({ email: 'anna@shop.example' })
  rule.admin.addTag(old, 'Lapsed')
  await write([
    { email: 'anna@shop.example', tags: ['Sitoo', 'Sitoo'], withoutTags: ['Lapsed'] },
    { email: 'bo@shop.example', tags: ['Sitoo', 'Member'] },
  ])
  const names = everybody().map(({ tags }) =>
    [...tags].map((id) => rule.account.tags.get(id)?.name ?? '').join(' '),
  )
  expect(names).toStrictEqual(['Sitoo', 'Member Sitoo'])
})

test.each(['subscribers', 'counters'] as const)(
  'whoever Rule has suppressed is skipped, and the others are not, where an answer shows %s',
  async (batchAnswer) => {
    await opened({ unknowns: { batchAnswer } })
    rule.admin.suppress(rule.admin.addSubscriber({ email: 'anna@shop.example' }))
    const outcomes = await write([
      { email: 'anna@shop.example', language: 'sv' },
      { email: 'bo@shop.example' },
    ])
    expect(outcomes).toMatchObject([{ status: 'skipped', again: 'changed' }, { status: 'ok' }])
  },
)

test('automations are set off by what happens, and not by what was there before', async () => {
  await opened()
  const context = testContext(rule, { automation: 'reset' })
  await writeSubscribers(context, [
    subscriberOf(tagged('anna@shop.example')),
    subscriberOf(tagged('bo@shop.example'), { cause: 'backfill' }),
    subscriberOf(tagged('cia@shop.example'), { cause: 'replay' }),
  ])
  const anna = everybody().find(({ email }) => email === 'anna@shop.example')
  expect(rule.account.fired).toStrictEqual([{ subscriber: anna?.id, tag: 'Sitoo', how: 'reset' }])
})

test('without the setting nothing is set off', async () => {
  await opened()
  await write([{ email: 'anna@shop.example', tags: ['Sitoo'] }])
  expect(rule.account.fired).toStrictEqual([])
})

test('an error in an answer that says 200 leaves the outcome open', async () => {
  await opened()
  rule.next({ kind: 'errorInGood' })
  await expect(write([{ email: 'anna@shop.example' }])).rejects.toMatchObject({
    kind: 'transient',
    message: 'Rule says that all is well and names an error: UnexpectedError.',
  })
})

test('a limit keeps all of a request back, and its wait is told', async () => {
  await opened({ requestsAllowed: 1, retryAfter: 'seconds' })
  await write([{ email: 'anna@shop.example' }])
  const outcomes = await write([{ email: 'bo@shop.example' }, { email: 'cia@shop.example' }])
  expect(outcomes).toStrictEqual([{ status: 'untouched' }, { status: 'untouched' }])
})
