import { faultIn, type WatchedContext, type WatchedOptions } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { ask, readRows } from './client.ts'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'
import { registerWebhooks, unregisterWebhooks } from './webhook-registration.ts'

const address = 'https://cartograph.example/webhook'
async function shopAnd(options: WatchedOptions = {}) {
  const { shop, settings } = await simulatedShop()
  return { shop, context: testContext(settings, options) }
}

const rows = z.array(z.looseObject({ id: z.int(), topic: z.string(), status: z.string() }))

async function present(context: WatchedContext<Settings>) {
  const answer = await readRows(context, { path: 'webhooks', query: { per_page: '100' } })
  return rows.parse(answer.rows)
}

function writesIn({ requests }: WatchedContext<Settings>): number {
  return requests.filter(({ method }) => method !== 'GET').length
}

test('each topic gets a webhook of its own, with a secret of its own', async () => {
  const { context } = await shopAnd()
  const registered = await registerWebhooks(context, address, [])
  expect(registered.map(({ topic }) => topic)).toContain('order.created')
  expect(registered.map(({ topic }) => topic)).toContain('action.woocommerce_order_refunded')
  expect(new Set(registered.map(({ secret }) => secret)).size).toBe(registered.length)
  expect(registered.every(({ secret }) => /^[0-9a-f]{64}$/.test(secret ?? ''))).toBe(true)
  expect(await present(context)).toHaveLength(registered.length)
})

test('only streams that are read get webhooks', async () => {
  const { context } = await shopAnd({ streams: ['coupons', 'taxes'] })
  const registered = await registerWebhooks(context, address, [])
  expect(registered.map(({ topic }) => topic)).toStrictEqual([
    'coupon.created',
    'coupon.updated',
    'coupon.deleted',
    'coupon.restored',
  ])
})

test('a second time nothing is changed, and the same ones are given back', async () => {
  const { context } = await shopAnd()
  const first = await registerWebhooks(context, address, [])
  const writes = writesIn(context)
  expect(await registerWebhooks(context, address, first)).toStrictEqual(first)
  expect(writesIn(context)).toBe(writes)
})

test('one that the shop has switched off in silence is switched on again, with its secret', async () => {
  const { context } = await shopAnd({ streams: ['coupons'] })
  const first = await registerWebhooks(context, address, [])
  const body = { status: 'disabled' }
  await ask(context, { path: `webhooks/${first[0]?.id}`, method: 'put', body })
  expect(await registerWebhooks(context, address, first)).toStrictEqual(first)
  expect((await present(context)).map(({ status }) => status)).toStrictEqual(
    first.map(() => 'active'),
  )
})

test('doubles are removed, and those of others are left alone', async () => {
  const { context } = await shopAnd({ streams: ['coupons'] })
  const first = await registerWebhooks(context, address, [])
  const topic = 'coupon.created'
  for (const delivery_url of [address, 'https://other.example/hook'])
    await ask(context, { path: 'webhooks', method: 'post', body: { topic, delivery_url } })
  expect(await registerWebhooks(context, address, first)).toStrictEqual(first)
  expect(await present(context)).toHaveLength(first.length + 1)
})

test('a secret that got lost is replaced, since the shop never tells it', async () => {
  const { context } = await shopAnd({ streams: ['coupons'] })
  const first = await registerWebhooks(context, address, [])
  const again = await registerWebhooks(context, address, [])
  expect(again.map(({ id }) => id)).toStrictEqual(first.map(({ id }) => id))
  expect(again[0]?.secret).not.toBe(first[0]?.secret)
  expect(await present(context)).toHaveLength(first.length)
})

test('unregistering removes ours, also where one is gone already', async () => {
  const { context } = await shopAnd({ streams: ['coupons'] })
  const registered = await registerWebhooks(context, address, [])
  await unregisterWebhooks(context, [...registered, { id: '999' }])
  expect(await present(context)).toStrictEqual([])
})

test('a dry run changes nothing', async () => {
  const { context } = await shopAnd({ dry: true })
  expect(await registerWebhooks(context, address, [])).toStrictEqual([])
  expect(context.requests).toStrictEqual([])
})

test('a key that may only read says that webhooks need more', async () => {
  const { shop } = await shopAnd()
  const { consumerKey, consumerSecret } = shop.admin.createKey({ permissions: 'read' })
  const context = testContext({ url: shop.url, consumerKey, consumerSecret })
  const found = await faultIn(registerWebhooks(context, address, []))
  expect(found).toMatchObject({ kind: 'permission', scope: 'part', permission: 'write' })
})
