import { createHmac } from 'node:crypto'
import { isFault } from '@cartograph/core'
import { describe, expect, test } from 'vitest'
import { recorded } from './testing/fixture.ts'
import { testContext } from './testing/context.ts'
import { webhook } from './webhook.ts'

interface Delivery {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly secret?: string
}

const deliveries = recorded('webhooks') as unknown as readonly Delivery[]
const signed = deliveries.filter(({ secret }) => secret !== undefined)
const pings = deliveries.filter(({ secret }) => secret === undefined)

function requestOf({ headers, body }: Pick<Delivery, 'headers' | 'body'>) {
  return new Request('https://cartograph.example/webhook', {
    method: 'POST',
    headers,
    body: Buffer.from(body, 'base64'),
  })
}

function delivery(name: string): Delivery {
  const found = deliveries.find((one) => one.name === name)
  if (found === undefined) throw new Error(`No delivery ${name}.`)
  return found
}

async function refusal(request: Request, secrets: readonly string[]) {
  const registered = secrets.map((secret, index) => ({ id: String(index), secret }))
  const found = await webhook
    .verify(testContext(), request, registered)
    .catch((error: unknown) => error)
  return isFault(found) ? found.kind : found
}

async function hints(name: string) {
  const { entries } = await webhook.parse(testContext(), requestOf(delivery(name)))
  return entries.map((entry) => [entry.stream, entry.op, 'key' in entry ? entry.key : undefined])
}

describe('signatures', () => {
  test.each(signed)('the recorded delivery $name is taken with its secret', async (one) => {
    expect(await refusal(requestOf(one), ['another', one.secret ?? ''])).toBeUndefined()
  })

  test.each(signed)('the recorded delivery $name is refused without its secret', async (one) => {
    expect(await refusal(requestOf(one), ['another'])).toBe('auth')
  })

  test('a body of which one byte was changed is refused', async () => {
    const one = delivery('024-order.deleted')
    const body = Buffer.from(one.body, 'base64').toString().replace('1819', '1818')
    const request = requestOf({ ...one, body: Buffer.from(body).toString('base64') })
    expect(await refusal(request, [one.secret ?? ''])).toBe('auth')
  })

  test('the secret of a webhook made by hand comes from the settings', async () => {
    const one = delivery('024-order.deleted')
    const context = testContext({ webhookSecret: one.secret ?? '' })
    await expect(webhook.verify(context, requestOf(one), [])).resolves.toBeUndefined()
  })

  test('entities in a secret are decoded, as the shop does before it signs', async () => {
    const body = Buffer.from('{"id":1}')
    const request = requestOf({
      headers: {
        'content-type': 'application/json',
        'x-wc-webhook-topic': 'order.updated',
        'x-wc-webhook-signature': createHmac('sha256', 'a&b<c').update(body).digest('base64'),
      },
      body: body.toString('base64'),
    })
    expect(await refusal(request, ['a&amp;b&lt;c'])).toBeUndefined()
  })

  test.each(pings)('the ping $name is not signed, is taken, and says nothing', async (one) => {
    expect(await refusal(requestOf(one), ['another'])).toBeUndefined()
    expect(await hints(one.name)).toStrictEqual([])
  })

  test('what is neither a ping nor signed is refused', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = Buffer.from('webhook_id=2&id=1').toString('base64')
    expect(await refusal(requestOf({ headers: form, body }), [])).toBe('auth')
  })
})

describe('hints', () => {
  test('a change of an order is a hint to look at it, and none of its data is taken', async () => {
    expect(await hints('020-order.created')).toStrictEqual([['orders', 'refresh', [1819]]])
  })

  test('an order in the trash is looked at, not deleted', async () => {
    expect(await hints('024-order.deleted')).toStrictEqual([['orders', 'refresh', [1819]]])
  })

  test('a signed error in place of a record is a hint to list again', async () => {
    expect(await hints('025-order.created')).toStrictEqual([['orders', 'refresh', undefined]])
    expect(await hints('028-product.published')).toStrictEqual([['products', 'refresh', undefined]])
  })

  test('a deleted coupon may be a product, and the other way round, so both are looked at', async () => {
    const both = [
      ['products', 'refresh', [1889]],
      ['variations', 'refresh', [1889]],
      ['coupons', 'refresh', [1889]],
    ]
    expect(await hints('439-coupon.deleted')).toStrictEqual(both)
    expect(await hints('440-product.deleted')).toStrictEqual(both)
  })

  test('a change of a product may be one of a variation', async () => {
    const [first, second] = await hints('065-product.updated')
    expect([first?.[0], second?.[0]]).toStrictEqual(['products', 'variations'])
  })

  test('an action names its order', async () => {
    expect(await hints('067-action.woocommerce_order_refunded')).toStrictEqual([
      ['orders', 'refresh', [1823]],
    ])
  })

  test('a hint has no id: those of the shop repeat within a second, and none may be lost', async () => {
    const { entries } = await webhook.parse(testContext(), requestOf(delivery('024-order.deleted')))
    expect(entries.map(({ id }) => id)).toStrictEqual([undefined])
  })

  test('a topic that nobody asked for says nothing', async () => {
    const request = new Request('https://cartograph.example/webhook', {
      method: 'POST',
      headers: { 'x-wc-webhook-topic': 'action.woocommerce_new_thing' },
      body: '{"action":"woocommerce_new_thing","arg":1}',
    })
    expect((await webhook.parse(testContext(), request)).entries).toStrictEqual([])
  })
})
