import { startReceiver, type WebhookReceiver } from '@cartograph/simulators/webhook-receiver'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkReceiver } from './check.ts'
import { testContext } from './testing/context.ts'

let receiver: WebhookReceiver
beforeEach(async () => {
  receiver = await startReceiver({ authorization: 'Bearer abc' })
})
afterEach(() => receiver.close())

const check = (authorization = 'Bearer abc') =>
  checkReceiver(
    testContext({ url: `${receiver.url}/{key}`, headers: { Authorization: authorization } }),
  )

test('a receiver that answers is named, and was told of nothing', async () => {
  expect(await check()).toStrictEqual({ account: { name: receiver.host } })
  expect(receiver.requests.map(({ method, path }) => [method, path])).toStrictEqual([
    ['OPTIONS', '/check'],
  ])
  expect(receiver.held()).toStrictEqual([])
})

test('a refusal is told as a warning, since a delivery may be taken all the same', async () => {
  expect(await check('Bearer xyz')).toMatchObject({
    problems: [{ severity: 'warning', fault: { kind: 'auth' } }],
  })
})

test('a receiver that is gone for good is told as a warning', async () => {
  receiver.always({ kind: 'status', status: 410 })
  expect(await check()).toMatchObject({
    problems: [{ severity: 'warning', fault: { kind: 'config' } }],
  })
})

test.each([404, 405, 500])('%i says only that somebody answers', async (status) => {
  receiver.always({ kind: 'status', status })
  expect(await check()).toStrictEqual({ account: { name: receiver.host } })
})

test.each([
  [429, 'rateLimit'],
  [503, 'transient'],
])('%i is told as what it is', async (status, kind) => {
  receiver.always({ kind: 'status', status, retryAfter: 5 })
  await expect(check()).rejects.toMatchObject({ kind, retryAfterMs: 5000 })
})
