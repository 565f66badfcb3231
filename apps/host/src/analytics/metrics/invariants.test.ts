import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayRange } from '../calendar/range.ts'
import { Exact, factorTo, rateTable } from '../currency/rate-table.ts'
import { sum } from '../facts/row-amounts.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { anyOrders } from '../testing/any-order.ts'
import { metricNamed, metrics } from './catalogue.ts'
import { historyOf } from './history.ts'
import { viewOf, type View } from './view.ts'

const always = dayRange('2024-01-01', '2026-12-31')
const rates = rateTable([
  { day: always.from, currency: 'SEK', rate: '10', source: 'test' },
  ...Array.from({ length: 40 }, (_, month) => ({
    day: always.from + month * 30,
    currency: 'SEK',
    rate: String(10 + (month % 3)),
    source: 'test',
  })),
])
const factor = factorTo(rates, 'EUR')

function view(orders: readonly OrderFact[], range = always, history = historyOf(orders)): View {
  const facts = { orders, payments: [], disputes: [], carts: [], loose: [] }
  return viewOf(facts, { range, factor, history })
}

function value(id: string, shown: View): Exact {
  return metricNamed(id).of(shown) ?? new Exact(0)
}

const additive = metrics.filter(({ isAdditive }) => isAdditive)

test('what adds up gives the whole from the parts, however orders are parted', () => {
  const partings: readonly ((order: OrderFact) => unknown)[] = [
    ({ channel }) => channel,
    ({ billing }) => billing.country,
    ({ customer }) => customer,
    ({ hour, weekday }) => `${weekday}/${hour}`,
  ]
  fc.assert(
    fc.property(anyOrders, fc.constantFrom(...partings), (orders, parting) => {
      const history = historyOf(orders)
      const groups = [...Map.groupBy(orders, parting).values()]
      const parts = groups.map((group) => view(group, always, history))
      const all = view(orders)
      for (const { id } of additive) {
        const added = parts.reduce((total, part) => total.plus(value(id, part)), new Exact(0))
        expect([id, added.toFixed(6)]).toStrictEqual([id, value(id, all).toFixed(6)])
      }
    }),
    { numRuns: 25 },
  )
})

test('what adds up gives the whole from the parts of the time', () => {
  fc.assert(
    fc.property(anyOrders, fc.integer({ min: 1, max: 900 }), (orders, cut) => {
      const middle = always.from + cut
      const parts = [
        view(orders, { from: always.from, to: middle }),
        view(orders, { from: middle + 1, to: always.to }),
      ]
      const all = view(orders)
      for (const { id } of additive) {
        const added = parts.reduce((total, part) => total.plus(value(id, part)), new Exact(0))
        expect([id, added.toFixed(6)]).toStrictEqual([id, value(id, all).toFixed(6)])
      }
    }),
    { numRuns: 25 },
  )
})

test('over all time net revenue is net sales, in the currency of the orders', () => {
  fc.assert(
    fc.property(anyOrders, (orders) => {
      const euros = view(orders.filter(({ currency }) => currency === 'EUR'))
      expect(value('net_revenue', euros).toFixed()).toBe(value('net_sales', euros).toFixed())
    }),
  )
})

test('an order that was given back in full is worth exactly nothing, in every currency', () => {
  fc.assert(
    fc.property(anyOrders, (orders) => {
      const given = orders.filter(
        ({ amounts, refunds }) => sum(refunds, ({ total }) => total) === amounts.total,
      )
      const shown = view(given.filter(({ refunds }) => refunds.length > 0))
      for (const id of ['net_sales', 'shipping', 'tax', 'fees_charged', 'total_sales', 'units_net'])
        expect([id, value(id, shown).toFixed()]).toStrictEqual([id, '0'])
    }),
  )
})

test('total sales are the totals of orders less what was given back', () => {
  fc.assert(
    fc.property(anyOrders, (orders) => {
      const shown = view(orders.filter(({ currency }) => currency === 'EUR'))
      const paid = sum(shown.orders, ({ amounts }) => amounts.total)
      const back = sum(shown.orders, ({ refunds }) => sum(refunds, ({ total }) => total))
      expect(value('total_sales', shown).toFixed()).toBe((paid - back).toString())
    }),
  )
})

test('lines add up to their order, and given back lines to their refund', () => {
  fc.assert(
    fc.property(anyOrders, (orders) => {
      for (const { lines, amounts, refunds } of orders) {
        expect(sum(lines, ({ gross }) => gross)).toBe(amounts.gross)
        for (const { lines: given, parts, total } of refunds) {
          expect(sum(given, ({ items }) => items)).toBe(parts.items)
          expect(parts.items + parts.shipping + parts.tax + parts.fees).toBe(total)
        }
      }
    }),
  )
})

test('new and returning make all: customers, orders and sales', () => {
  fc.assert(
    fc.property(anyOrders, (orders) => {
      const shown = view(orders, dayRange('2024-09-01', '2025-03-31'))
      for (const [whole, fresh, again] of [
        ['customers', 'new_customers', 'returning_customers'],
        ['orders', 'new_orders', 'returning_orders'],
        ['net_sales', 'new_sales', 'returning_sales'],
      ] as const) {
        const added = value(fresh, shown).plus(value(again, shown))
        expect([whole, added.toFixed(6)]).toStrictEqual([whole, value(whole, shown).toFixed(6)])
      }
    }),
  )
})
