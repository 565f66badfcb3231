import { startSlack, type SimulatedSlack } from '@cartograph/simulators/slack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actionsOf } from './actions.ts'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { messageOf } from './testing/items.ts'

let slack: SimulatedSlack
beforeEach(async () => {
  slack = await startSlack()
})
afterEach(() => slack.close())

const channel = 'C0ORDERS01'
const byToken = (more: object = {}) =>
  testContext({ token: slack.token, apiBase: slack.apiBase, channel, ...more })
const byWebhook = () => testContext({ webhookUrl: slack.webhookUrl })
const both = [
  ['a token', byToken],
  ['a webhook', byWebhook],
] as const

const write = (context: ReturnType<typeof byToken>, ...items: ReturnType<typeof messageOf>[]) =>
  sinksOf(context.config).messages.write(context, items)

test.each(both)('with %s a message is posted as it reads', async (_how, context) => {
  const outcomes = await write(context(), messageOf('A1', { text: 'Order <A1> & more' }))
  expect(outcomes).toMatchObject([{ status: 'ok' }])
  expect(slack.messages).toMatchObject([{ channel, text: 'Order &lt;A1&gt; &amp; more' }])
})

test('a posted message is known by its ts, and answers can be hung below it', async () => {
  const [outcome] = await write(byToken(), messageOf('A1'))
  const [ts = ''] = slack.messages.map((message) => message.ts)
  expect(outcome).toStrictEqual({ status: 'ok', remoteId: ts })
  await write(byToken(), messageOf('A2', { threadTs: ts }))
  expect(slack.messages[1]).toMatchObject({ threadTs: ts })
})

test('a message may name another channel, and carry blocks', async () => {
  const blocks = [{ type: 'divider' }]
  await write(byToken(), messageOf('A1', { channel: 'C0ALERTS01', blocks }))
  expect(slack.messages).toMatchObject([{ channel: 'C0ALERTS01', blocks }])
})

test.each([
  ['invalid_auth', 'auth', 'Slack does not know the token.'],
  ['token_revoked', 'auth', 'The token was revoked.'],
  ['restricted_action', 'permission', 'A preference of the workspace keeps the app from posting.'],
  ['not_in_channel', 'config', 'The app is not in the channel.'],
])('%s stops everything, and says who has to do what', async (name, kind, message) => {
  slack.next({ kind: 'error', name })
  expect(await write(byToken(), messageOf('A1'))).toMatchObject([
    {
      status: 'failed',
      fault: { kind, scope: 'part', message, hint: expect.any(String) as string },
    },
  ])
})

test.each([
  ['no_service', 'auth'],
  ['action_prohibited', 'permission'],
  ['channel_not_found', 'config'],
  ['channel_is_archived', 'config'],
])('of a webhook, %s stops everything', async (name, kind) => {
  slack.next({ kind: 'error', name })
  expect(await write(byWebhook(), messageOf('A1'))).toMatchObject([
    { status: 'failed', fault: { kind, scope: 'part', hint: expect.any(String) as string } },
  ])
})

test('a scope that is lacking is named', async () => {
  await slack.close()
  slack = await startSlack({ scopes: [] })
  expect(await write(byToken(), messageOf('A1'))).toMatchObject([
    {
      fault: {
        kind: 'permission',
        message: 'The app lacks the scope chat:write.',
        permission: 'chat:write',
      },
    },
  ])
})

test('a channel that one message names stops that message alone', async () => {
  const [outcome] = await write(byToken(), messageOf('A1', { channel: 'C0NOWHERE1' }))
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'config' } })
  expect(outcome).not.toHaveProperty('fault.scope')
})

test('a message without any channel is refused before it is sent', async () => {
  const context = testContext({ token: slack.token, apiBase: slack.apiBase })
  expect(await write(context, messageOf('A1'))).toMatchObject([{ fault: { kind: 'config' } }])
  expect(slack.asked).toStrictEqual([])
})

test('a webhook posts into no other channel', async () => {
  expect(await write(byWebhook(), messageOf('A1', { channel }))).toMatchObject([
    { status: 'failed', fault: { kind: 'config', path: ['channel'] } },
  ])
  expect(slack.messages).toHaveLength(0)
})

test.each(both)('with %s, what Slack does not take is a failed message', async (_how, context) => {
  const [outcome] = await write(context(), messageOf('A1', { blocks: [{ type: 'nonsense' }] }))
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'record' } })
  expect(outcome).not.toHaveProperty('fault.scope')
})

test('an error that nobody knows is named, and whatever else stands there is not', async () => {
  slack.next({ kind: 'error', name: 'brand_new_error' }, { kind: 'error', name: 'see xoxb-1 !' })
  const outcomes = await write(byToken(), messageOf('A1'), messageOf('A2'))
  expect(outcomes).toMatchObject([
    { fault: { message: expect.stringContaining('brand_new_error') as string } },
    { fault: { message: expect.not.stringContaining('xoxb') as string } },
  ])
})

test.each(both)('with %s, a rate limit leaves the message untouched', async (_how, context) => {
  slack.next({ kind: 'status', status: 429, retryAfter: 30 })
  expect(await write(context(), messageOf('A1'))).toStrictEqual([
    { status: 'untouched', afterMs: 30_000 },
  ])
})

test.each(both)(
  'with %s, nobody knows after a 500 and after half an answer',
  async (_how, context) => {
    slack.next({ kind: 'status', status: 500 }, { kind: 'truncated' })
    const outcomes = await write(context(), messageOf('A1'), messageOf('A2'))
    expect(outcomes).toStrictEqual([{ status: 'unknown' }, { status: 'unknown' }])
  },
)

test.each(both)(
  'with %s, a page for people in the place of Slack stops everything',
  async (_how, context) => {
    slack.next({ kind: 'page' })
    expect(await write(context(), messageOf('A1'))).toMatchObject([
      { status: 'failed', fault: { kind: 'contract', scope: 'part' } },
    ])
  },
)

test('errors after which Slack may have posted leave the outcome open', async () => {
  slack.next({ kind: 'error', name: 'internal_error' }, { kind: 'error', name: 'ratelimited' })
  const outcomes = await write(byToken(), messageOf('A1'), messageOf('A2'))
  expect(outcomes).toStrictEqual([{ status: 'unknown' }, { status: 'untouched' }])
})

test('what was there before is not posted, unless the settings say so', async () => {
  expect(await write(byToken(), messageOf('A1', {}, 'backfill'))).toMatchObject([
    { status: 'skipped', again: 'changed' },
  ])
  await write(byToken({ backfill: 'send' }), messageOf('A1', {}, 'backfill'))
  await write(byToken(), messageOf('A2', {}, 'replay'))
  expect(slack.messages).toHaveLength(2)
})

test('an action posts once under the key that it was given', async () => {
  const context = byToken()
  const { message } = actionsOf(context.config)
  const outcome = await message.run(context, { text: 'Hello' }, { idempotencyKey: 'run-1' })
  expect(outcome).toMatchObject({ status: 'ok' })
  expect(slack.messages).toMatchObject([
    { text: 'Hello', metadata: { event_payload: { id: 'run-1' } } },
  ])
})
