import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contributionsOf, largestOf, splitChange, type Sold } from './drivers.ts'
import { driversOf } from './driver-insights.ts'

const sold = fc.record({ orders: fc.nat(5000), sales: fc.bigInt(-(10n ** 12n), 10n ** 15n) })
const parts = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), sold), { maxLength: 6 })
  .map((each) => new Map(each))

function whole(of: ReadonlyMap<string, Sold>): Sold {
  return [...of.values()].reduce(
    (sum, each) => ({ orders: sum.orders + each.orders, sales: sum.sales + each.sales }),
    { orders: 0, sales: 0n },
  )
}

test('what comes from orders and from their worth adds up to the change, to the cent', () => {
  fc.assert(
    fc.property(sold, sold, (before, after) => {
      const { delta, fromOrders, fromWorth } = splitChange(before, after)
      expect(fromOrders + fromWorth).toBe(after.sales - before.sales)
      expect(delta).toBe(after.sales - before.sales)
    }),
  )
})

test('the parts of a dimension add up to the change of the whole, to the cent, however many are named', () => {
  fc.assert(
    fc.property(parts, parts, fc.nat(7), (before, after, named) => {
      const contributions = contributionsOf(before, after)
      const { delta } = splitChange(whole(before), whole(after))
      const { largest, rest } = largestOf(contributions, named)
      expect(largest.reduce((sum, part) => sum + part.delta, rest)).toBe(delta)
      expect(contributions.reduce((sum, part) => sum + part.fromOrders + part.fromWorth, 0n)).toBe(
        delta,
      )
    }),
  )
})

test('orders count at what an order was worth before', () => {
  const before = { orders: 10, sales: 100_000n }
  expect(splitChange(before, { orders: 8, sales: 88_000n })).toStrictEqual({
    delta: -12_000n,
    orders: -2,
    fromOrders: -20_000n,
    fromWorth: 8_000n,
  })
})

const change = {
  period: { from: 7, to: 13 },
  currency: 'EUR',
  before: { orders: 30, sales: 300_000n },
  after: { orders: 16, sales: 160_000n },
}

test('the store that most of a fall comes from is named', () => {
  const found = driversOf({
    ...change,
    parts: new Map([
      [
        'store',
        {
          before: new Map([
            ['A', { orders: 10, sales: 100_000n }],
            ['B', { orders: 20, sales: 200_000n }],
          ]),
          after: new Map([
            ['A', { orders: 9, sales: 90_000n }],
            ['B', { orders: 7, sales: 70_000n }],
          ]),
        },
      ],
    ]),
  })
  expect(
    found.map(({ says, facts }) => [says, facts['name']?.value, facts['delta']?.value]),
  ).toStrictEqual([
    ['changeDown', undefined, '-140000'],
    ['changePart', 'B', '-130000'],
  ])
})

test('of a change of less than a tenth nothing is said', () => {
  const after = { orders: 29, sales: 290_000n }
  expect(driversOf({ ...change, after, parts: new Map() })).toStrictEqual([])
})
