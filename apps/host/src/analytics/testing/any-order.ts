import type { Order, Refund } from '@cartograph/core'
import * as fc from 'fast-check'
import { orderFact } from '../facts/order-facts.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { berlin } from './ledger.ts'

const dayMs = 86_400_000
const begin = Date.parse('2024-06-15T00:00:00Z')

const line = fc
  .record({
    product: fc.constantFrom('a', 'b', 'c', 'd'),
    quantity: fc.constantFrom(1, 1, 2, 3, 0.25),
    subtotal: fc.integer({ min: 0, max: 50_000 }),
    off: fc.constantFrom(0, 0, 10, 50, 100),
  })
  .map(({ product, quantity, subtotal, off }, index = 0) => {
    const discountTotal = Math.floor((subtotal * off) / 100)
    return {
      id: `${product}${String(index)}`,
      productId: `shop:${product}`,
      quantity,
      subtotal,
      discountTotal,
      total: subtotal - discountTotal,
    }
  })

const back = fc.record({
  days: fc.integer({ min: 0, max: 90 }),
  part: fc.constantFrom(10, 25, 50, 100),
})

const seed = fc.record({
  customer: fc.constantFrom('ann', 'bob', 'cid', 'dan', undefined),
  at: fc.integer({ min: 0, max: 500 * 24 * 4 }).map((quarters) => begin + (quarters * dayMs) / 96),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  shippingTotal: fc.constantFrom(0, 499, 1000),
  taxTotal: fc.integer({ min: 0, max: 9999 }),
  feeTotal: fc.constantFrom(0, 0, 150),
  backs: fc.array(back, { maxLength: 3 }),
  channel: fc.constantFrom('web' as const, 'till' as const),
  country: fc.constantFrom('DE', 'SE', undefined),
  currency: fc.constantFrom('EUR', 'SEK'),
})

/** Counted orders of all kinds, with refunds that never give back more than was paid. */
export const anyOrders: fc.Arbitrary<readonly OrderFact[]> = fc
  .array(seed, { maxLength: 25 })
  .map((seeds) => seeds.map((each, index) => factOf(each, index)))

type Seed = typeof seed extends fc.Arbitrary<infer Value> ? Value : never

function factOf(each: Seed, index: number): OrderFact {
  const items = each.lines.reduce((sum, { total }) => sum + total, 0)
  const total = items + each.shippingTotal + each.taxTotal + each.feeTotal
  const order: Order = {
    id: `shop:${index}`,
    connection: 'shop',
    storeId: each.currency === 'EUR' ? 'shop:de' : 'shop:se',
    channel: each.channel,
    status: 'paid',
    placedAt: new Date(each.at).toISOString(),
    currency: each.currency,
    lines: each.lines,
    shippingTotal: each.shippingTotal,
    taxTotal: each.taxTotal,
    feeTotal: each.feeTotal,
    total,
    billing: { country: each.country },
  }
  let left = total
  const refunds = each.backs.flatMap(({ days, part }, place): readonly Refund[] => {
    const given = Math.floor((left * part) / 100)
    left -= given
    if (given === 0) return []
    return [
      {
        id: `${order.id}:${place}`,
        connection: 'shop',
        orderId: order.id,
        createdAt: new Date(each.at + days * dayMs).toISOString(),
        currency: each.currency,
        total: given,
      },
    ]
  })
  const fact = orderFact(order, refunds, { clockOf: () => berlin, customer: each.customer })
  if (fact === undefined) throw new Error('A paid order is counted.')
  return fact
}
