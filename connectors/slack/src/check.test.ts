import { startSlack, type SimulatedSlack } from '@cartograph/simulators/slack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkSlack } from './check.ts'
import { testContext } from './testing/context.ts'

let slack: SimulatedSlack
beforeEach(async () => {
  slack = await startSlack()
})
afterEach(() => slack.close())

const checkToken = (more: object = {}) =>
  checkSlack(testContext({ token: slack.token, apiBase: slack.apiBase, ...more }))
const checkWebhook = (more: object = {}) =>
  checkSlack(testContext({ webhookUrl: slack.webhookUrl, ...more }))

test('a token tells the workspace and the app', async () => {
  expect(await checkToken()).toStrictEqual({ account: { name: 'Simulated Shop (cartograph)' } })
})

test('a token that was revoked says what to do', async () => {
  slack.revokeToken()
  await expect(checkToken()).rejects.toMatchObject({
    kind: 'auth',
    message: 'The token was revoked.',
    hint: expect.stringContaining('api.slack.com/apps') as string,
  })
})

test('scopes that are lacking stop the messages alone', async () => {
  await slack.close()
  slack = await startSlack({ scopes: [] })
  const { problems = [] } = await checkToken({ readsHistory: true })
  expect(problems.map(({ part, fault }) => [part, fault.permission])).toStrictEqual([
    ['sinks.messages', 'chat:write'],
    ['sinks.messages', 'channels:history'],
  ])
})

test('a webhook that lives is asked to post nothing, and posts nothing', async () => {
  expect(await checkWebhook()).toStrictEqual({ account: { name: 'workspace T0SIMULAT' } })
  expect(slack.messages).toHaveLength(0)
})

test('a webhook that was removed says what to do', async () => {
  slack.removeWebhook()
  await expect(checkWebhook()).rejects.toMatchObject({
    kind: 'auth',
    hint: expect.stringContaining('add a new webhook') as string,
  })
})

test('a webhook is not asked where the settings say so', async () => {
  slack.removeWebhook()
  expect(await checkWebhook({ checksWebhook: false })).toMatchObject({ account: {} })
  expect(slack.asked).toStrictEqual([])
})

test.each([
  ['a token', checkToken],
  ['a webhook', checkWebhook],
])('with %s, a page for people is told from Slack', async (_how, check) => {
  slack.always({ kind: 'page' })
  await expect(check()).rejects.toMatchObject({ kind: 'contract' })
})

test.each([
  ['a token', checkToken],
  ['a webhook', checkWebhook],
])('with %s, a rate limit is told as one', async (_how, check) => {
  slack.always({ kind: 'status', status: 429, retryAfter: 5 })
  await expect(check()).rejects.toMatchObject({ kind: 'rateLimit', retryAfterMs: 5000 })
})
