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
