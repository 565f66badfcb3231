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
const email = 'anna@shop.example'
type Said = NonNullable<SubscriberItem['consents']>
const say = (consents: Said, settings: Partial<Settings> = {}, more: object = {}) =>
  writeSubscribers(testContext(rule, settings), [subscriberOf({ email, consents, ...more })])
const suppressed = () =>
  [...rule.account.suppressions.values()].map(({ messageType, source }) => [messageType, source])
const tags = () =>
  [...rule.account.subscribers.values()].flatMap((one) =>
    [...one.tags].map((id) => rule.account.tags.get(id)?.name),
  )
const values = () => Object.fromEntries([...rule.account.records.values()][0]?.values ?? [])

const yes: Said[number] = { channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }
const no: Said[number] = { channel: 'email', state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' }

test('who agreed gets the opt-in tag and the field', async () => {
  await opened()
  await say([yes])
  expect(tags()).toStrictEqual(['Newsletter'])
  expect(suppressed()).toStrictEqual([])
  expect(values()).toStrictEqual({ accepts_email: 'true' })
})

test('tags and groups have the names of the settings', async () => {
  await opened()
  await say([yes], { tags: { optIn: 'Nyhetsbrev' }, contactGroup: 'Subscriber' })
  expect(tags()).toStrictEqual(['Nyhetsbrev'])
  expect([...rule.account.groups.values()].map(({ name }) => name)).toStrictEqual(['Subscriber'])
})

test('bonus checks are written into the contact group, unless a mapping writes them otherwise', async () => {
  await opened()
  const voucher = { id: 'b:1', code: '1', status: 'active', amount: 100, currency: 'SEK' }
  const bonusChecks = { vouchers: [voucher] }
  await say([], {}, { bonusChecks })
  expect(values()['bonuschecks']).toContain('"bonuscheckid":"b:1"')
  const groups = { 'Sitoo-Contact': { bonuschecks: { json: [{ id: '1' }] } } }
  await say([], {}, { bonusChecks, groups })
  expect(values()).toStrictEqual({ bonuschecks: '[{"id":"1"}]' })
})

test('who said no after a yes is suppressed for mails, not for text messages, and loses the tag', async () => {
  await opened()
  await say([yes])
  await say([yes, no])
  expect(suppressed()).toStrictEqual([['email', 'api']])
  expect(tags()).toStrictEqual([])
  expect(values()).toStrictEqual({ accepts_email: 'false' })
})

test('who never said a word gets neither', async () => {
  await opened()
  await say([])
  expect([tags(), suppressed()]).toStrictEqual([[], []])
})

test('a no to something else than campaigns suppresses nothing', async () => {
  await opened()
  await say([{ ...no, purpose: 'profiling' }])
  expect(suppressed()).toStrictEqual([])
})

test('`optOuts: keep` leaves Rule as it is', async () => {
  await opened()
  await say([no], { optOuts: 'keep' })
  expect(suppressed()).toStrictEqual([])
})

test.each(['subscribers', 'counters'] as const)(
  'who was suppressed in Rule is not let back in by an older yes, where an answer shows %s',
  async (batchAnswer) => {
    await opened({ unknowns: { batchAnswer } })
    rule.admin.suppress(rule.admin.addSubscriber({ email }), { source: 'spam' })
    await say([yes])
    expect(tags()).toStrictEqual([])
    expect(suppressed()).toStrictEqual([['email', 'spam']])
  },
)

test.each(['subscribers', 'counters'] as const)(
  'who agreed is tagged, where an answer shows %s',
  async (batchAnswer) => {
    await opened({ unknowns: { batchAnswer } })
    await say([yes])
    expect(tags()).toStrictEqual(['Newsletter'])
  },
)

test('the same again changes nothing more', async () => {
  await opened()
  await say([no])
  await say([no])
  expect(suppressed()).toStrictEqual([['email', 'api']])
})

const again: Said[number] = { channel: 'email', state: 'granted', at: '2026-12-01T00:00:00.000Z' }

test.each([
  ['stockholm', 'subscribers'],
  ['iso', 'counters'],
] as const)(
  'who said no here and agreed since is let back in, and then taken (%s, %s)',
  async (timestamps, batchAnswer) => {
    await opened({ unknowns: { timestamps, batchAnswer } })
    await say([no])
    const [back] = await say([no, again])
    expect(back).toMatchObject({ status: 'skipped', again: 'later' })
    expect(suppressed()).toStrictEqual([])
    expect(await say([no, again])).toMatchObject([{ status: 'ok' }])
    expect(tags()).toStrictEqual(['Newsletter'])
  },
)

test.each(['user', 'admin', 'spam'] as const)(
  'who was suppressed in Rule by %s is not let back in by a newer yes',
  async (source) => {
    await opened()
    rule.admin.suppress(rule.admin.addSubscriber({ email }), { source })
    expect(await say([again])).toMatchObject([{ status: 'skipped', again: 'changed' }])
    expect(suppressed()).toStrictEqual([['email', source]])
  },
)

test('a yes that is older than the opt-out in Rule lets nobody back in', async () => {
  await opened()
  rule.admin.suppress(rule.admin.addSubscriber({ email }), { source: 'api' })
  expect(await say([yes])).toMatchObject([{ again: 'changed' }])
  expect(suppressed()).toHaveLength(1)
})

test('a yes to mails takes no opt-out of text messages back', async () => {
  await opened()
  const id = rule.admin.addSubscriber({ email })
  rule.admin.suppress(id, { source: 'api' })
  rule.admin.suppress(id, { source: 'user', messageType: 'text_message' })
  expect(await say([again])).toMatchObject([{ again: 'changed' }])
  expect(suppressed()).toStrictEqual([['text_message', 'user']])
})

test('`letBack: never` lets nobody back in', async () => {
  await opened()
  await say([no])
  await say([no, again], { letBack: 'never' })
  expect(suppressed()).toHaveLength(1)
})
