import { readStream, sweepStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { ask } from './client.ts'
import { orders } from './orders.ts'
import { refunds } from './refunds.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

const created = z.looseObject({ id: z.int() })

/** A shop with an order of two crowns, and a refund of part of it. */
async function refundedShop() {
  const { shop, settings } = await simulatedShop({ currency: 'EUR' })
  const context = testContext(settings, { until: Date.now() + 3_600_000 })
  const order = shop.admin.createOrder({
    status: 'completed',
    currency: 'SEK',
    customer_id: 0,
    fee_lines: [{ name: 'Gift wrapping', total: '2.00' }],
  })
  const answer = await ask(context, {
    path: `orders/${order}/refunds`,
    method: 'post',
    body: { amount: '1.00', reason: 'Broken', api_refund: false },
  })
  const { id } = created.parse(answer.json)
  return { shop, context, order, id }
}

test('a refund comes with the currency and the customer of its order', async () => {
  const { context, order, id } = await refundedShop()
  const { rows } = await readStream(context, refunds)
  expect(rows.get(String(id))).toMatchObject({
    id,
    parent_id: order,
    amount: '1.00',
    order: { id: order, status: 'completed', currency: 'SEK', customer_id: 0 },
  })
})

test('a refund makes its order stale, and an order the refunds that it names', async () => {
  const { context, order, id } = await refundedShop()
  const [refund] = [...(await readStream(context, refunds)).rows.values()]
  expect(refunds.affects?.(refund as never)).toStrictEqual([{ stream: 'orders', key: [order] }])
  const [row] = [...(await readStream(context, orders)).rows.values()]
  expect(orders.affects?.(row as never)).toStrictEqual([{ stream: 'refunds', key: [id] }])
})

test('a refund that is taken back is found by a sweep, and get says that it is gone', async () => {
  const { context, order, id } = await refundedShop()
  await ask(context, {
    path: `orders/${order}/refunds/${id}`,
    method: 'delete',
    query: { force: 'true' },
  })
  expect((await sweepStream(context, refunds)).has(String(id))).toBe(false)
  expect(await refunds.get?.read(context, [[id]])).toStrictEqual([null])
})

test('the refund of an order in the trash is still there, and says so', async () => {
  const { shop, context, order, id } = await refundedShop()
  shop.admin.trashOrder(order)
  const [row] = (await refunds.get?.read(context, [[id]])) ?? []
  expect(row).toMatchObject({ id, order: { status: 'trash' } })
})

test('refunds are walked by their date, because they tell no instant of change', async () => {
  const { context } = await refundedShop()
  context.requests.length = 0
  await readStream(context, refunds)
  const query = new URL(context.requests[0]?.url ?? '').searchParams
  expect([query.get('orderby'), query.get('order'), query.get('dates_are_gmt')]).toStrictEqual([
    'date',
    'asc',
    'true',
  ])
})
