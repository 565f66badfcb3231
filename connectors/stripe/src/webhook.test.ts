import { Stripe } from 'stripe'
import { expect, test } from 'vitest'
import { november, testContext, type Given } from './testing/context.ts'
import { eventOf } from './testing/event.ts'
import { webhook } from './webhook.ts'

const second = november / 1000
const secret = 'whsec_one'
const body = JSON.stringify(eventOf('charge.succeeded', { id: 'ch_1' }))

function signed(
  payload: string,
  options: { readonly secret?: string; readonly timestamp?: number; readonly sent?: string } = {},
): Request {
  const header = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: options.secret ?? secret,
    timestamp: options.timestamp ?? second,
  })
  return new Request('https://cartograph.example/webhooks/abc', {
    method: 'POST',
    body: options.sent ?? payload,
    headers: { 'stripe-signature': header },
  })
}

const registered = [{ id: 'we_1', secret }]

test('a webhook that is signed with our secret is taken, and its body can still be read', async () => {
  const request = signed(body)
  await expect(webhook.verify(testContext(), request, registered)).resolves.toBeUndefined()
  expect(await request.text()).toBe(body)
})

test('while a secret is rolled, the old and the new one count', async () => {
  const context = testContext({ webhookSecrets: ['whsec_two', 'whsec_three'] })
  for (const name of [secret, 'whsec_two', 'whsec_three'])
    await expect(
      webhook.verify(context, signed(body, { secret: name }), registered),
    ).resolves.toBeUndefined()
})

test.each([
  ['with another secret', () => signed(body, { secret: 'whsec_other' })],
  ['301 seconds ago', () => signed(body, { timestamp: second - 301 })],
  [
    'for a body of which one byte was changed',
    () => signed(body, { sent: body.replace('ch_1', 'ch_2') }),
  ],
  ['for a body with one byte more', () => signed(body, { sent: `${body} ` })],
  ['not at all', () => new Request('https://x.example', { method: 'POST', body })],
  [
    'in another scheme alone',
    () =>
      new Request('https://x.example', {
        method: 'POST',
        body,
        headers: { 'stripe-signature': `t=${second},v0=${'0'.repeat(64)}` },
      }),
  ],
  ['with nothing in it', () => signed(body, { sent: '' })],
])('a webhook that is signed %s is refused', async (_, request) => {
  await expect(webhook.verify(testContext(), request(), registered)).rejects.toMatchObject({
    kind: 'auth',
    message: 'The signature of the webhook is wrong, or older than 5 minutes.',
  })
})

test('a signature of 300 seconds ago still counts, against the receipt', async () => {
  const request = signed(body, { timestamp: second - 300 })
  await expect(webhook.verify(testContext(), request, registered)).resolves.toBeUndefined()
})

test('without any secret nothing is believed', async () => {
  await expect(webhook.verify(testContext(), signed(body), [])).rejects.toMatchObject({
    kind: 'auth',
    message: 'No secret of a webhook is known, so nothing that comes can be believed.',
  })
})

test('the bytes are judged as they came, whatever they are', async () => {
  const request = signed('{"a": 1, "b": "\u00e9"}')
  await expect(webhook.verify(testContext(), request, registered)).resolves.toBeUndefined()
})

async function entries(value: unknown, given: Given = {}) {
  const request = new Request('https://x.example', { method: 'POST', body: JSON.stringify(value) })
  return (await webhook.parse(testContext(given), request)).entries
}

test('a webhook says the same as the log of events', async () => {
  expect(await entries(eventOf('charge.succeeded', { id: 'ch_1' }))).toMatchObject([
    { op: 'upsert', stream: 'charges', id: 'evt_1', at: november },
  ])
})

test('a thin webhook is a hint', async () => {
  const event = {
    id: 'evt_1',
    object: 'v2.core.event',
    type: 'v1.customer.created',
    livemode: false,
    related_object: { id: 'cus_1', type: 'customer' },
  }
  expect(await entries(event)).toMatchObject([{ op: 'refresh', key: ['cus_1'] }])
})

function charged(more: object = {}) {
  return eventOf('charge.succeeded', { id: 'ch_1' }, { ...more })
}

test('of a platform only the events of the account that is read count', async () => {
  const counts = [
    await entries(charged({ account: 'acct_7' }), { account: 'acct_7' }),
    await entries(charged({ account: 'acct_8' }), { account: 'acct_7' }),
    await entries(charged(), { account: 'acct_7' }),
    await entries(charged({ account: 'acct_7' })),
  ].map(({ length }) => length)
  expect(counts).toStrictEqual([1, 0, 0, 0])
})

test('an event of a test is nothing to a live key', async () => {
  const event = eventOf('charge.succeeded', { id: 'ch_1' })
  expect(await entries(event, { secretKey: 'rk_live_1' })).toStrictEqual([])
})

test('what is no event is a fault', async () => {
  await expect(entries({ object: 'charge' })).rejects.toMatchObject({ kind: 'contract' })
})

test('what is no JSON is a fault too', async () => {
  const request = new Request('https://x.example', { method: 'POST', body: 'hello' })
  await expect(webhook.parse(testContext(), request)).rejects.toMatchObject({ kind: 'contract' })
})
