import { startReceiver } from '@cartograph/simulators/webhook-receiver'
import { expect, onTestFinished, test } from 'vitest'
import { sendErasure } from './erase.ts'
import { settings } from './settings.ts'
import { testContext } from './testing/context.ts'

const person = { email: 'ida.canary@example.com', phone: '+4520304050' }
const told = { type: 'person.erased', ...person }

async function receiverAnd(more: object = {}) {
  const receiver = await startReceiver()
  onTestFinished(() => receiver.close())
  const context = testContext({ url: `${receiver.url}/hook`, erasures: 'message', ...more })
  return { receiver, context, bodies: () => receiver.requests.map(({ body }) => body) }
}

test('the receiver is told whom to erase', async () => {
  const { context, bodies } = await receiverAnd()
  expect(await sendErasure(context, person)).toStrictEqual({ status: 'ok' })
  expect(bodies().map((body): unknown => JSON.parse(body))).toStrictEqual([told])
})

test('every attempt has the same id', async () => {
  const { context, receiver } = await receiverAnd()
  await sendErasure(context, person)
  await sendErasure(context, person)
  const ids = receiver.requests.map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size, ids[0]?.length]).toStrictEqual([2, 1, 64])
})

test('in an envelope it is an operation of its own, in a list a list of one', async () => {
  const { context, bodies } = await receiverAnd({ body: 'envelope', batchSize: 5 })
  await sendErasure(context, person)
  expect(JSON.parse(bodies()[0] ?? '')).toStrictEqual([
    { id: expect.stringMatching(/^[0-9a-f]{64}$/), op: 'erase', data: told },
  ])
})

test('as XML it is an element', async () => {
  const { context, bodies } = await receiverAnd({ format: 'xml' })
  await sendErasure(context, person)
  expect(bodies()[0]).toContain('<item><type>person.erased</type>')
})

test('a receiver that knows no such messages is left alone, and that is told', async () => {
  const { context, bodies } = await receiverAnd({ erasures: undefined })
  expect(await sendErasure(context, person)).toMatchObject({
    status: 'skipped',
    again: 'changed',
    reason: expect.stringContaining('`erasures: message`'),
  })
  expect(bodies()).toStrictEqual([])
})

test('a receiver that refuses is a fault that says what to do', async () => {
  const { context, receiver } = await receiverAnd()
  receiver.next({ kind: 'status', status: 403 })
  expect(await sendErasure(context, person)).toMatchObject({
    status: 'failed',
    fault: { kind: 'permission', hint: expect.stringContaining('signingSecret') },
  })
})

test('an address of single items takes no such messages', () => {
  const { error } = settings.safeParse({
    url: 'https://shop.example/orders/{key}',
    erasures: 'message',
  })
  expect(error?.issues.map(({ path }) => path)).toStrictEqual([['erasures']])
})
