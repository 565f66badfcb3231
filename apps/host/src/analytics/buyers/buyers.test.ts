import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../calendar/day.ts'
import { Exact, factorTo, noRates } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { sum } from '../facts/row-amounts.ts'
import { anyOrders } from '../testing/any-order.ts'
import { ledger } from '../testing/ledger.ts'
import { basketPairs } from './basket-pairs.ts'
import { cohorts, meanRetention, meanRevenue } from './cohorts.ts'
import { quintiles, rfm, rfmGroup, rfmGroups } from './rfm.ts'

const factor = factorTo(noRates, 'EUR')
const asOf = dayOf('2026-10-31')

function ascending(one: number, other: number): number {
  return one - other
}

test('fifths of ten are two each, and equal ones share the better score', () => {
  expect(quintiles([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ascending)).toStrictEqual([
    1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
  ])
  expect(quintiles([1, 7, 7, 7, 9], ascending)).toStrictEqual([1, 4, 4, 4, 5])
  expect(quintiles([3, 3, 3], ascending)).toStrictEqual([4, 4, 4])
})

test('every score has exactly one group, and every group can be reached', () => {
  const scores = [1, 2, 3, 4, 5]
  const reached = scores.flatMap((recency) =>
    scores.flatMap((frequency) =>
      scores.map((monetary) => rfmGroup({ recency, frequency, monetary })),
    ),
  )
  expect([...new Set(reached)].toSorted()).toStrictEqual(rfmGroups.toSorted())
})

test('everybody who bought is in one row of RFM', () => {
  fc.assert(
    fc.property(anyOrders, (orders) => {
      const rows = rfm(orders, asOf, factor)
      expect(rows.map(({ customer }) => customer).toSorted()).toStrictEqual(
        [...new Set(orders.map(({ customer }) => customer))].toSorted(),
      )
    }),
  )
})

test('where more than six of ten bought once, orders have fixed scores', () => {
  const [one] = ledger.orders
  const many = Array.from({ length: 8 }, (_, index) => order(one, `a${index}`, 'ann'))
  const others = ['bob', 'cid', 'dan'].map((customer) => order(one, customer, customer))
  const rows = rfm([...many, ...others], asOf, factor)
  expect(rows.map(({ customer, frequency }) => [customer, frequency])).toStrictEqual([
    ['ann', 5],
    ['bob', 1],
    ['cid', 1],
    ['dan', 1],
  ])
})

function firstProduct({ lines }: OrderFact): string {
  return lines[0]?.product ?? ''
}

function order(from: OrderFact | undefined, id: string, customer: string): OrderFact {
  if (from === undefined) throw new Error('The ledger has orders.')
  return { ...from, id, customer }
}

test('cohorts of the ledger are as the paper says', () => {
  const all = cohorts(ledger.orders, { span: 'month', asOf, factor })
  const shown = all.map(({ name, size, cells }) => [
    name,
    size,
    cells.map(({ customers, netRevenue }) => `${customers} ${netRevenue.toFixed()}`).join(', '),
  ])
  expect(shown).toStrictEqual([
    ['2026-01', 1, '1 2000, 0 0, 0 0, 0 0, 0 0, 0 0, 0 0, 0 0, 0 0, 1 6000'],
    ['2026-05', 1, '1 10000, 0 0, 0 0, 0 0, 0 0, 0 -5000'],
    ['2026-09', 1, '1 4000, 1 4500'],
    ['2026-10', 4, '4 9700'],
  ])
  expect(meanRetention(all).map((share) => share?.toFixed(2))).toStrictEqual([
    '1.00',
    '0.33',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '1.00',
  ])
})

test('what customers spent so far is weighed by how many each cohort has', () => {
  const all = cohorts(ledger.orders, { span: 'month', asOf, factor })
  const spent = all.reduce(
    (total, { cells, size }) => total + Number(cells[0]?.cumulative ?? 0) * size,
    0,
  )
  const everybody = all.reduce((total, cohort) => total + cohort.size, 0)
  expect(meanRevenue(all)[0]?.toFixed(6)).toBe((spent / everybody).toFixed(6))
})

test('a month that has not ended is not complete, and averages leave it out', () => {
  const [cohort] = cohorts(ledger.orders, { span: 'month', asOf: dayOf('2026-02-10'), factor })
  expect(cohort?.cells.map(({ isComplete }) => isComplete)).toStrictEqual([true, false])
})

test('cohorts can be by what was bought first, and all of them have everybody once', () => {
  const all = cohorts(ledger.orders, { span: 'month', asOf, factor, by: firstProduct })
  expect(all.map(({ name, size }) => [name, size])).toStrictEqual([
    ['shop:lamp', 3],
    ['shop:mug', 3],
    ['shop:rope', 1],
  ])
})

test('the revenue of all cohorts is that of all orders', () => {
  fc.assert(
    fc.property(anyOrders, (orders) => {
      const euros = orders.filter(({ currency }) => currency === 'EUR')
      const cells = cohorts(euros, { span: 'quarter', asOf, factor }).flatMap((each) => each.cells)
      const revenue = cells.reduce((total, { netRevenue }) => total.plus(netRevenue), new Exact(0))
      const net = sum(
        euros,
        ({ amounts, refunds }) =>
          amounts.gross - amounts.discounts - sum(refunds, ({ parts }) => parts.items),
      )
      expect(revenue.toFixed()).toBe(net.toString())
    }),
  )
})

test('pairs are those that are together more often than chance, at least five times', () => {
  const [one] = ledger.orders
  if (one === undefined) throw new Error('The ledger has orders.')
  const basket = (index: number, ...products: readonly string[]): OrderFact => {
    const [line] = one.lines
    if (line === undefined) throw new Error('Orders have lines.')
    return {
      ...one,
      id: `b${index}`,
      lines: products.map((product) => Object.assign({}, line, { product })),
    }
  }
  const orders = Array.from({ length: 20 }, (_, index) =>
    index < 6
      ? basket(index, 'bread', 'butter')
      : index < 10
        ? basket(index, 'bread', 'tea')
        : index < 18
          ? basket(index, 'milk', 'tea')
          : basket(index, 'milk'),
  )
  // Eighteen baskets have a pair: bread and butter 6 of 10 and 6, milk and tea 8 of 8 and 12.
  expect(basketPairs(orders)).toStrictEqual([
    {
      products: ['bread', 'butter'],
      together: 6,
      support: 6 / 18,
      confidence: [0.6, 1],
      lift: 1.8,
    },
    { products: ['milk', 'tea'], together: 8, support: 8 / 18, confidence: [1, 8 / 12], lift: 1.5 },
  ])
})
