import { isFault } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { dayMs } from './durations.ts'
import { countedStatuses } from './order.ts'
import { simulatedShop, type SimulatedShop } from './shop.ts'

const recordsOf = (shop: SimulatedShop) => ({
  orders: [...shop.orders()],
  refunds: [...shop.refunds()],
  payments: [...shop.payments()],
  customers: [...shop.customers()],
  products: [...shop.products()],
  carts: [...shop.carts()],
})

const byId = (list: readonly { readonly id: string }[]) =>
  new Map(list.map((record) => [record.id, JSON.stringify(record)]))

test('two shops of one seed are the same, and live the same life', () => {
  const [one, other] = [
    simulatedShop({ seed: 7, orders: 300 }),
    simulatedShop({ seed: 7, orders: 300 }),
  ]
  for (const shop of [one, other]) shop.advance(20 * dayMs)
  expect(recordsOf(one)).toEqual(recordsOf(other))
  expect(one.changesSince(0)).toEqual(other.changesSince(0))
  expect(recordsOf(simulatedShop({ seed: 8, orders: 300 }))).not.toEqual(recordsOf(one))
})

test('a new shop has exactly as many orders as were asked for, in the order of time', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 400 }), (seed, orders) => {
      const placed = [...simulatedShop({ seed, orders }).orders()].map(({ placedAt }) => placedAt)
      expect(placed).toHaveLength(orders)
      expect(placed).toEqual(placed.toSorted((a, b) => a - b))
    }),
    { numRuns: 30 },
  )
})

test('it does not matter in how many steps the clock is driven', () => {
  const once = simulatedShop({ orders: 200 })
  const often = simulatedShop({ orders: 200 })
  once.advance(30 * dayMs)
  for (let step = 0; step < 40; step += 1) often.advance((30 * dayMs) / 40)
  expect(often.changesSince(0)).toEqual(once.changesSince(0))
  expect(recordsOf(often)).toEqual(recordsOf(once))
})

test('the journal names every record that changed, and no other', () => {
  const shop = simulatedShop({ orders: 1_000, seed: 3 })
  const before = recordsOf(shop)
  shop.advance(15 * dayMs)
  const [edited, refunded, removed] = [...shop.orders()].filter(
    ({ status, lines }) => status === 'fulfilled' && lines.length > 1,
  )
  shop.edit(edited?.id ?? '', { line: 0, quantity: 9 })
  shop.refund(refunded?.id ?? '', { line: 0, reason: 'Torn' })
  shop.remove(removed?.id ?? '')
  const after = recordsOf(shop)
  const changes = shop.changesSince(0)

  expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, index) => index + 1))
  expect(changes.map(({ at }) => at)).toEqual(changes.map(({ at }) => at).toSorted((a, b) => a - b))
  for (const entity of ['order', 'refund', 'payment', 'customer', 'product', 'cart'] as const) {
    const old = byId(before[`${entity}s`])
    const now = byId(after[`${entity}s`])
    const differing = [...new Set([...old.keys(), ...now.keys()])].filter(
      (id) => old.get(id) !== now.get(id),
    )
    const named = changes.filter((change) => change.entity === entity)
    // What came and went again within these days is named, and differs from nothing.
    const lasting = new Set(named.map(({ id }) => id).filter((id) => old.has(id) || now.has(id)))
    expect(differing.filter((id) => !lasting.has(id))).toEqual([])
    expect([...lasting].filter((id) => !differing.includes(id))).toEqual([])
    expect(differing.length).toBeGreaterThan(0)
  }
  expect(new Set(changes.map(({ operation }) => operation)).size).toBe(3)
})

test('amounts of an order add up, and refunds never exceed it', () => {
  const shop = simulatedShop({ orders: 3_000, seed: 11 })
  shop.advance(40 * dayMs)
  let refundedOrders = 0
  for (const order of shop.orders()) {
    for (const line of order.lines) {
      expect(line.subtotal).toBe(line.quantity * line.unitPrice)
      expect(line.total).toBe(line.subtotal - line.discount)
    }
    const goods = order.lines.reduce((sum, line) => sum + line.total, 0)
    expect(order.total).toBe(goods + order.shippingTotal)
    const refunds = shop.refundsOf(order.id)
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.refunded)
    expect(order.refunded).toBeLessThanOrEqual(order.total)
    for (const line of order.lines) {
      const pieces = refunds
        .flatMap((refund) => refund.lines)
        .filter(({ lineId }) => lineId === line.id)
        .reduce((sum, { quantity }) => sum + quantity, 0)
      expect(pieces).toBeLessThanOrEqual(line.quantity)
    }
    expect(order.status === 'refunded').toBe(order.refunded > 0 && order.refunded === order.total)
    if (refunds.length > 0) refundedOrders += 1
  }
  expect(refundedOrders).toBeGreaterThan(50)
})

test('totals made from the lines agree with the totals of the orders', () => {
  const shop = simulatedShop({ orders: 2_000, seed: 5 })
  const totals = shop.totals()
  const sales = new Map<string, bigint>()
  for (const order of shop.orders()) {
    if (!countedStatuses.has(order.status)) continue
    sales.set(order.currency, (sales.get(order.currency) ?? 0n) + BigInt(order.total))
  }
  expect(totals.orders).toBe(2_000)
  expect(Object.keys(totals.currencies)).toEqual(['DKK', 'EUR', 'ISK', 'SEK'])
  for (const [currency, sum] of Object.entries(totals.currencies)) {
    expect(sum.sales).toBe(sales.get(currency))
    expect(sum.net).toBe(sum.sales - sum.refunded)
  }
})

test('what is done by hand shows at once, and what is impossible is refused in words', () => {
  const shop = simulatedShop({ orders: 100 })
  const order = [...shop.orders()].find(({ status }) => status === 'fulfilled')
  const id = order?.id ?? ''
  shop.edit(id, { line: 0, quantity: 50 })
  expect(shop.order(id)?.lines[0]?.quantity).toBe(50)
  shop.refund(id, { line: 'all', reason: 'Broken' })
  expect(shop.order(id)?.status).toBe('refunded')
  expect(() => shop.edit(id, { line: 0, quantity: 1 })).toThrow('refunded cannot be edited')
  shop.remove(id)
  expect(shop.order(id)).toBeUndefined()
  expect(shop.changesSince(0).map(({ entity, operation }) => `${entity} ${operation}`)).toEqual([
    'order updated',
    'payment updated',
    'order updated',
    'refund created',
    'payment updated',
    'order deleted',
    'payment deleted',
    'refund deleted',
  ])
  let thrown: unknown
  try {
    shop.remove(id)
  } catch (error) {
    thrown = error
  }
  expect(isFault(thrown) && thrown.kind).toBe('record')
})

test('every record is found again by its id', () => {
  const shop = simulatedShop({ orders: 150, seed: 2 })
  for (const order of shop.orders()) expect(shop.order(order.id)).toEqual(order)
  for (const customer of shop.customers()) expect(shop.customer(customer.id)).toEqual(customer)
  for (const product of shop.products()) expect(shop.product(product.id)).toEqual(product)
  expect(shop.order('W999999')).toBeUndefined()
  expect(shop.order('nonsense')).toBeUndefined()
})

test('a few customers buy often, most buy once, and some are known to both stores in other spellings', () => {
  const shop = simulatedShop({ orders: 5_000 })
  const orders = new Map<string, number>()
  for (const { customerId } of shop.orders()) {
    if (customerId !== undefined) orders.set(customerId, (orders.get(customerId) ?? 0) + 1)
  }
  const counts = [...orders.values()].toSorted((a, b) => b - a)
  expect(counts[0]).toBeGreaterThan(15)
  expect(counts.filter((count) => count === 1).length / counts.length).toBeGreaterThan(0.4)

  const byPerson = Map.groupBy(shop.customers(), ({ person }) => person)
  const both = [...byPerson.values()].filter((records) => records.length === 2)
  expect(both.length).toBeGreaterThan(200)
  const spelledAlike = both.filter(([one, other]) => one?.email === other?.email)
  expect(spelledAlike.length).toBeGreaterThan(0)
  expect(spelledAlike.length).toBeLessThan(both.length / 2)
  const normalised = both.filter(
    ([one, other]) =>
      other?.email === '' || one?.email.toLowerCase().trim() === other?.email.toLowerCase().trim(),
  )
  expect(normalised.length).toBe(both.length)
})

test('Decembers sell more than Januaries, and Sundays more than Saturdays', () => {
  const shop = simulatedShop({ orders: 20_000 })
  const months = new Map<number, number>()
  const weekdays = new Map<number, number>()
  for (const { placedAt } of shop.orders()) {
    const date = new Date(placedAt)
    months.set(date.getUTCMonth(), (months.get(date.getUTCMonth()) ?? 0) + 1)
    weekdays.set(date.getUTCDay(), (weekdays.get(date.getUTCDay()) ?? 0) + 1)
  }
  expect(months.get(11)).toBeGreaterThan((months.get(0) ?? 0) * 1.5)
  expect(weekdays.get(0)).toBeGreaterThan((weekdays.get(6) ?? 0) * 1.1)
})

test('carts are open, abandoned, recovered or converted, and only the last two have an order', () => {
  const shop = simulatedShop({ orders: 2_000 })
  const states = new Map<string, number>()
  for (const cart of shop.carts()) {
    states.set(cart.state, (states.get(cart.state) ?? 0) + 1)
    expect(cart.orderId !== undefined).toBe(['recovered', 'converted'].includes(cart.state))
    expect([undefined, cart.id.slice(1)]).toContain(cart.orderId?.slice(1))
  }
  expect([...states.keys()].toSorted()).toEqual(['abandoned', 'converted', 'open', 'recovered'])
})
