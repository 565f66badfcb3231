import { readStream, sweepStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { read, type Ask } from './client.ts'
import { coupons } from './coupons.ts'
import { products } from './products.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'
import { variations } from './variations.ts'

const minuteMs = 60_000
const made = z.looseObject({ id: z.int() })

/** A shop that is worked in through its API, and whose clock moves on with each change. */
async function workedIn() {
  let now = Date.parse('2026-11-20T10:00:00Z')
  const { settings } = await simulatedShop({ now: () => now })
  const context = () => testContext(settings, { now: () => now, until: now })
  return {
    context,
    change: async (method: NonNullable<Ask['method']>, path: string, body: object = {}) => {
      now += 5 * minuteMs
      const force = path.endsWith('?force')
      const { json } = await read(context(), {
        path: path.replace('?force', ''),
        method,
        body,
        query: method === 'delete' && force ? { force: 'true' } : {},
      })
      now += 5 * minuteMs
      return made.parse(json).id
    },
  }
}

function statusOf(row: object | null | undefined): unknown {
  return row !== null && row !== undefined && 'status' in row ? row.status : row
}

test('a product that changes, goes to the trash and is deleted for good is followed', async () => {
  const { change, context } = await workedIn()
  const id = await change('post', 'products', { name: 'Kop', regular_price: '20', status: 'draft' })
  const first = await readStream(context(), products)
  expect(statusOf(first.rows.get(String(id)))).toBe('draft')
  await change('put', `products/${id}`, { status: 'publish' })
  const second = await readStream(context(), products, first)
  expect(statusOf(second.rows.get(String(id)))).toBe('publish')
  await change('delete', `products/${id}`)
  const third = await readStream(context(), products, second)
  expect(statusOf(third.rows.get(String(id)))).toBe('trash')
  await change('delete', `products/${id}?force`)
  expect((await sweepStream(context(), products)).has(String(id))).toBe(false)
  expect(await products.get?.read(context(), [[id]])).toStrictEqual([null])
})

test('a variation comes without asking for its product, and goes with a sweep', async () => {
  const { change, context } = await workedIn()
  const parent = await change('post', 'products', { name: 'Trøje', type: 'variable' })
  const id = await change('post', `products/${parent}/variations`, { regular_price: '200' })
  const { rows } = await readStream(context(), variations)
  expect(rows.get(String(id))).toMatchObject({ parent_id: parent, shop_currency: 'DKK' })
  await change('delete', `products/${parent}/variations/${id}?force`)
  expect((await sweepStream(context(), variations)).has(String(id))).toBe(false)
  expect(await variations.get?.read(context(), [[id]])).toStrictEqual([null])
})

test('a coupon is followed by its changes, and one that is deleted for good is gone', async () => {
  const { change, context } = await workedIn()
  const id = await change('post', 'coupons', {
    code: 'forår',
    amount: '10',
    discount_type: 'percent',
  })
  const first = await readStream(context(), coupons)
  await change('put', `coupons/${id}`, { amount: '15' })
  const second = await readStream(context(), coupons, first)
  expect(second.rows.get(String(id))).toMatchObject({ amount: '15.00' })
  await change('delete', `coupons/${id}?force`)
  expect(await coupons.get?.read(context(), [[id]])).toStrictEqual([null])
})
