import { expect, test } from 'vitest'
import { settings } from './settings.ts'

const token = 'xoxb-123456789012-abcdefghijkl'
const webhookUrl = 'https://hooks.slack.com/services/T0000/B0000/XXXX'

const problems = (config: object) =>
  (settings.safeParse(config).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

test.each([
  { token },
  { token, channel: 'C0123456789', readsHistory: true },
  { webhookUrl },
  { webhookUrl, checksWebhook: false, backfill: 'send' },
  { webhookUrl: 'http://127.0.0.1:8080/services/T0/B0/x' },
])('%j fit together', (config) => {
  expect(problems(config)).toStrictEqual([])
})

test.each([
  [{}, 'token: expected `token`, or `webhookUrl` in its place'],
  [{ token, webhookUrl }, 'webhookUrl: expected either `token` or `webhookUrl`'],
  [{ webhookUrl, channel: 'C0123456789' }, 'channel: has no meaning without `token`'],
  [{ token: webhookUrl }, 'token: expected a bot token, which begins with xoxb-'],
  [{ token: 'xapp-1-A0' }, 'token: expected a bot token, which begins with xoxb-'],
  [{ token, channel: '#orders' }, 'channel: expected the id of a channel'],
  [{ webhookUrl: token }, 'webhookUrl: expected an address such as https://hooks.slack.com'],
  [
    { webhookUrl: 'https://hooks.example.com/services/T0/B0/x' },
    'webhookUrl: expected an address of hooks.slack.com',
  ],
  [
    { webhookUrl: 'https://hooks.slack.com/triggers/T0/1/x' },
    'webhookUrl: starts a workflow and posts no message',
  ],
  [
    { webhookUrl: 'https://hooks.slack.com/services/T0000/B0000' },
    'webhookUrl: expected three parts after /services/',
  ],
  [
    { webhookUrl: 'http://hooks.slack.com/services/T0/B0/x' },
    'webhookUrl: expected an address such as https://hooks.slack.com',
  ],
])('%j: what is wrong is said', (config, message) => {
  expect(problems(config)).toStrictEqual([expect.stringContaining(message)])
})

test('a secret in the wrong place is not repeated', () => {
  expect(problems({ token: 'T0P-S3CRET', webhookUrl: 'T0P-S3CRET' }).join()).not.toContain('S3CRET')
})
