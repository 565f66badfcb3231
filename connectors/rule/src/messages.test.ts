import { startRule, type SimulatedRule } from '@cartograph/simulators/rule'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actions } from './actions.ts'
import { message, messageItem, type Message } from './message.ts'
import { htmlOf } from './send-message.ts'
import { settings, type Settings } from './settings.ts'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'

let rule: SimulatedRule
beforeEach(async () => {
  rule = await startRule({ now: () => Date.UTC(2026, 10, 1) })
})
afterEach(() => rule.close())

const sender = { fromName: 'Nordlys', fromEmail: 'orders@shop.example' }
const receipt: Message = {
  email: 'anna@shop.example',
  toName: 'Anna',
  kind: 'Receipt',
  subject: 'Your receipt',
  text: 'Wool & silk <M>: 898.00',
}
const send = (given: Message, config: Partial<Settings> = sender) =>
  actions.message.run(testContext(rule, config), given, { idempotencyKey: 'run 1' })

test('a mail is sent as text and as a page that is made of it', async () => {
  const [sent] = [await send(receipt), rule.account.transactions[0]]
  expect(sent).toStrictEqual({ status: 'ok', remoteId: String(rule.account.transactions[0]?.id) })
  expect(rule.account.transactions).toMatchObject([
    {
      type: 'email',
      name: 'Receipt',
      subject: 'Your receipt',
      to: 'anna@shop.example',
      plain: receipt.text,
      html: htmlOf(receipt.text),
    },
  ])
  expect(htmlOf(receipt.text)).toContain('Wool &amp; silk &lt;M&gt;: 898.00')
})

test('a page that is given is sent as it is', async () => {
  await send({ ...receipt, html: '<p>Hi</p>' })
  expect(rule.account.transactions).toMatchObject([{ html: '<p>Hi</p>' }])
})

test('a text message needs no address of the sender', async () => {
  const text = { phone: '+46701740605', kind: 'Receipt', text: 'Thank you: 898.00' }
  expect(await send(text, { fromName: 'Nordlys' })).toMatchObject({ status: 'ok' })
  expect(rule.account.transactions).toMatchObject([{ type: 'text_message', plain: text.text }])
})

test('a receipt is sent to who wants no campaigns, and asks for no consent', async () => {
  rule.admin.suppress(rule.admin.addSubscriber({ email: 'anna@shop.example' }))
  expect(await send(receipt)).toMatchObject({ status: 'ok' })
  expect(actions.message.subject?.(receipt)).toStrictEqual({
    email: 'anna@shop.example',
    reaches: ['email'],
  })
  const text = { phone: '+46701740605', kind: 'Receipt', text: 'Thank you.' }
  expect(actions.message.subject?.(text)).toStrictEqual({
    phone: '+46701740605',
    reaches: ['sms'],
  })
})

test.each(['fromName', 'fromEmail'] as const)(
  'without %s nothing is sent, and everything waits',
  async (setting) => {
    const { [setting]: _without, ...rest } = sender
    expect(await send(receipt, rest)).toMatchObject({
      status: 'failed',
      fault: { kind: 'config', scope: 'part', message: expect.stringContaining(setting) as string },
    })
    expect(rule.asked).toStrictEqual([])
  },
)

test.each([
  ['neither way', { email: null }],
  ['both ways', { phone: '+46701740605' }],
  ['a mail without a subject', { subject: null }],
])('%s is refused before anything is sent', (_what, wrong) => {
  expect(message.safeParse({ ...receipt, ...wrong }).success).toBe(false)
  expect(messageItem.safeParse({ key: 'till:1', ...receipt, ...wrong }).success).toBe(false)
})

test('what was there before is sent only where the settings say so', async () => {
  const item = {
    op: 'write',
    key: ['till:1'],
    idempotencyKey: 'id 1',
    cause: 'backfill',
    references: {},
    item: { key: 'till:1', ...receipt },
  } as const
  const write = async (backfill: 'skip' | 'send') => {
    const config = { ...sender, backfill }
    const [outcome] = await sinksOf(
      settings.parse({ apiKey: rule.apiKey, ...config }),
    ).messages.write(testContext(rule, config), [item])
    return outcome?.status
  }
  expect([await write('skip'), await write('send')]).toStrictEqual(['skipped', 'ok'])
})

test('a receipt that is older than a day is not sent', () => {
  const { messages } = sinksOf(settings.parse({ apiKey: rule.apiKey }))
  const at = '2026-01-01T12:00:00.000Z'
  expect(messages.live?.maxAgeMs).toBe(86_400_000)
  expect(messages.live?.at({ key: 'till:1', at, ...receipt })).toBe(Date.parse(at))
})
