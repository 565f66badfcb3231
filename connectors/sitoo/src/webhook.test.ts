import { faultIn } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { testContext } from './testing/context.ts'
import { receiptRequestRow, webhook } from './webhook.ts'

const events = { username: 'cartograph', password: 'a-password' }
const told = {
  event_id: '0f6c1d2e3a4b45c6978899aabbccddee',
  event_type: 'order',
  event_date: 1_767_271_512,
  account_id: 1500,
  data: { eshop_id: 1, order_id: 20_481, order_event_type: 'add', order_state_changed: 'closed' },
}

function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request('https://cartograph.example/events', {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

async function entriesOf(...sent: readonly object[]) {
  return (await webhook.parse(testContext(), post(sent))).entries
}

test('an event of an order says which to look at, once for each of its ids', async () => {
  expect(await entriesOf(told, { ...told, event_id: 'b', event_type: 'booking' })).toStrictEqual([
    { op: 'refresh', stream: 'orders', key: [20_481], id: told.event_id },
    { op: 'refresh', stream: 'orders', key: [20_481], id: 'b' },
  ])
})

test('a wish for the receipt by e-mail is kept, beside the look at the order', async () => {
  const data = { ...told.data, order_event_type: 'email-receipt' }
  const entries = await entriesOf({ ...told, data })
  expect(entries).toStrictEqual([
    { op: 'refresh', stream: 'orders', key: [20_481], id: told.event_id },
    {
      op: 'upsert',
      stream: 'receiptRequests',
      row: { event_id: told.event_id, order_id: 20_481, at: 1_767_271_512 },
      id: told.event_id,
      at: 1_767_271_512_000,
    },
  ])
  expect(receiptRequestRow.safeParse((entries[1] as { row?: object }).row).success).toBe(true)
})

test('a movement of stock leads to a look at the stock', async () => {
  const data = { eshop_id: 1, warehouse_id: 1, warehouse_transaction_id: 16 }
  const entries = await entriesOf({ ...told, event_type: 'warehouse-transaction', data })
  expect(entries).toStrictEqual([{ op: 'refresh', stream: 'stockLevels', id: told.event_id }])
})

test.each([
  ['another account', { ...told, account_id: 1501 }],
  ['another site', { ...told, data: { ...told.data, eshop_id: 2 } }],
  ['a kind that is not read', { ...told, event_type: 'z-report' }],
])('an event of %s gives nothing', async (_what, sent) => {
  expect(await entriesOf(sent)).toStrictEqual([])
})

test.each([
  ['half a body', JSON.stringify([told]).slice(0, 80)],
  ['an event that is no array', told],
  ['an empty array', []],
])('%s is a fault of the record', async (_what, body) => {
  const { kind } = await faultIn(webhook.parse(testContext(), post(body)))
  expect(kind).toBe('record')
})

test('the name and the password of the settings are let in', async () => {
  const request = post([told], { authorization: `Basic ${btoa('cartograph:a-password')}` })
  expect(await webhook.verify(testContext({ events }), request, [])).toBe(undefined)
})

test.each([
  ['nothing', {}],
  ['another password', { authorization: `Basic ${btoa('cartograph:another')}` }],
  ['another name', { authorization: `Basic ${btoa('somebody:a-password')}` }],
  ['no base64', { authorization: 'Basic %%%' }],
  ['a bearer', { authorization: 'Bearer a-password' }],
])('%s is refused', async (_what, headers) => {
  const refused = await faultIn(webhook.verify(testContext({ events }), post([told], headers), []))
  expect([refused.kind, refused.message.includes('a-password')]).toStrictEqual(['auth', false])
})

test('without a name and a password the secret address is enough', async () => {
  expect(await webhook.verify(testContext(), post([told]), [])).toBe(undefined)
})
