import { startReceiver } from '@cartograph/simulators/webhook-receiver'
import { expect, test } from 'vitest'
import { actionsOf } from './actions.ts'
import { testContext } from './testing/context.ts'

test('an action is one request under the key that it was given, never a list', async () => {
  const receiver = await startReceiver()
  const context = testContext({ url: receiver.url, batchSize: 5, body: 'envelope' })
  const { request } = actionsOf(context.config)
  const input = { key: 'cart-7', body: { total: 1250 } }
  const outcome = await request.run(context, input, { idempotencyKey: 'run-1-step-2' })
  expect(outcome).toStrictEqual({ status: 'ok' })
  expect(receiver.requests).toMatchObject([
    {
      headers: { 'webhook-id': 'run-1-step-2' },
      body: '{"id":"run-1-step-2","op":"write","key":"cart-7","data":{"total":1250}}',
    },
  ])
  await receiver.close()
})
