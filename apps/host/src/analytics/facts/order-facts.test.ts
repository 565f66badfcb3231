import type { Cart, Order, Refund } from '@cartograph/core'
import { expect, test } from 'vitest'
import { dayOf } from '../calendar/day.ts'
import { storeClock } from '../calendar/store-clock.ts'
import { cartFact, checkoutFact } from './cart-facts.ts'
import type { OrderFact } from './order-fact.ts'
import { orderFact, type FactSource } from './order-facts.ts'

const clock = storeClock('UTC')

function factOf(
  rest: Partial<Order>,
  refunds: readonly Partial<Refund>[] = [],
  source: Partial<FactSource> = {},
): OrderFact | undefined {
  const order: Order = {
    id: 'shop:1',
    connection: 'shop',
    status: 'paid',
    placedAt: '2026-10-01T12:00:00.000Z',
    currency: 'EUR',
    total: 11_900,
    ...rest,
  }
  const rows = refunds.map((refund, index): Refund =>
    Object.assign(
      {
        id: `shop:r${index}`,
        connection: 'shop',
        orderId: 'shop:1',
        createdAt: '2026-10-05T12:00:00.000Z',
        currency: 'EUR',
        total: 0,
      },
      refund,
    ),
  )
  return orderFact(order, rows, { clockOf: () => clock, customer: undefined, ...source })
}

test('lines that contain tax are stripped of it, before and after discounts at the same rate', () => {
  const fact = factOf({
    pricesIncludeTax: true,
    taxTotal: 1900,
    lines: [{ subtotal: 23_800, total: 11_900, discountTotal: 11_900, taxTotal: 1900 }],
  })
  expect(fact?.amounts).toStrictEqual({
    gross: 20_000n,
    discounts: 10_000n,
    shipping: 0n,
    tax: 1900n,
    fees: 0n,
    total: 11_900n,
  })
})

test('what is off the order as a whole is shared among lines that do not say it', () => {
  const fact = factOf({
    discountTotal: 100,
    lines: [{ subtotal: 2000 }, { subtotal: 1000 }],
    total: 2900,
  })
  expect(fact?.lines.map(({ discount }) => discount)).toStrictEqual([67n, 33n])
})

test('an order that names no lines is one line without a product', () => {
  const fact = factOf({ total: 12_500, taxTotal: 2000, shippingTotal: 500 })
  expect(fact?.lines.map(({ product, gross }) => [product, gross])).toStrictEqual([
    [undefined, 10_000n],
  ])
})

test('a refund that does not say what it is for is shared by what is left, and the last takes the rest', () => {
  const fact = factOf(
    { lines: [{ id: 'a', quantity: 1, total: 10_000 }], taxTotal: 1000, shippingTotal: 900 },
    [{ total: 3333 }, { total: 8567, createdAt: '2026-11-05T12:00:00.000Z' }],
  )
  expect(fact?.refunds.map(({ parts }) => parts)).toStrictEqual([
    { items: 2801n, shipping: 252n, tax: 280n, fees: 0n },
    { items: 7199n, shipping: 648n, tax: 720n, fees: 0n },
  ])
})

test('what a refund gives beyond its lines is shipping first, then fees', () => {
  const fact = factOf(
    {
      lines: [{ id: 'a', quantity: 2, total: 10_000 }],
      shippingTotal: 900,
      feeTotal: 500,
      total: 11_400,
    },
    [{ total: 6200, lines: [{ orderLineId: 'a', quantity: 1, total: 5000 }] }],
  )
  expect(fact?.refunds[0]?.parts).toStrictEqual({
    items: 5000n,
    shipping: 900n,
    tax: 0n,
    fees: 300n,
  })
})

test('an order that says what was given back, of which no refund is known, counts it on its own day', () => {
  const fact = factOf({ status: 'refunded', refundedTotal: 11_900 })
  expect(fact?.refunds.map(({ day, total }) => [day, total])).toStrictEqual([
    [dayOf('2026-10-01'), 11_900n],
  ])
})

test('refunds that failed or are under way gave nothing back', () => {
  const fact = factOf({}, [
    { total: 100, status: 'failed' },
    { total: 100, status: 'pending' },
    { total: 100, status: 'cancelled' },
  ])
  expect(fact?.refunds).toStrictEqual([])
})

test('orders that are not counted have no facts', () => {
  const statuses = ['draft', 'pending', 'onHold', 'cancelled', 'failed'] as const
  expect(statuses.map((status) => factOf({ status }))).toStrictEqual(statuses.map(() => undefined))
})

test('the day is that of the payment where that is asked for, and known', () => {
  const paidAt = '2026-10-09T12:00:00.000Z'
  const days = [factOf({ paidAt }, [], { basis: 'paid' }), factOf({}, [], { basis: 'paid' })].map(
    (fact) => fact?.day,
  )
  expect(days).toStrictEqual([dayOf('2026-10-09'), dayOf('2026-10-01')])
})

test('weights are counted to the thousandth', () => {
  const fact = factOf({ lines: [{ quantity: 0.1 }, { quantity: 0.2 }], total: 0 })
  expect(fact?.lines.map(({ quantity }) => quantity)).toStrictEqual([100n, 200n])
})

const cart: Cart = {
  id: 'shop:c',
  connection: 'shop',
  status: 'open',
  email: 'ann@example.com',
  createdAt: '2026-10-01T12:00:00.000Z',
}

function leftAfter(minutes: number): boolean {
  const now = Date.parse(cart.createdAt) + minutes * 60_000
  return cartFact(cart, { clock, customer: undefined, now }) !== undefined
}

test('an open cart is left an hour after it was touched, and not before', () => {
  expect([leftAfter(59), leftAfter(60)]).toStrictEqual([false, true])
})

test('who cannot be written to has left no cart, nor has who ordered', () => {
  const source = { clock, customer: undefined, now: Date.parse('2027-01-01T00:00:00Z') }
  const { email: _email, ...unknown } = cart
  const paid = {
    id: 'shop:1',
    connection: 'shop',
    currency: 'EUR',
    total: 1,
    email: 'a@example.com',
  }
  const found = [
    cartFact(unknown, source),
    cartFact({ ...cart, status: 'ordered' }, source),
    checkoutFact({ ...paid, status: 'paid', placedAt: cart.createdAt }, source),
  ]
  expect(found).toStrictEqual([undefined, undefined, undefined])
})
