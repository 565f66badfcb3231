import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../calendar/day.ts'
import { Exact, factorTo, noRates } from '../currency/rate-table.ts'
import { anyOrders } from '../testing/any-order.ts'
import { ledger } from '../testing/ledger.ts'
import { itemOf, segmentCases, worldWith, type Values } from '../testing/segment-cases.ts'
import { parseSegment, predefinedSegments, type Segment } from '../../segments/index.ts'
import { evaluateSegment, type SegmentWorld } from './evaluate.ts'
import { segmentWorld } from './world.ts'

function membersOf(segment: Segment, world: SegmentWorld): readonly string[] {
  return evaluateSegment(segment, world).members
}

test('each predefined segment has its member and leaves out its near miss', () => {
  const shown = predefinedSegments.map((segment) => {
    const [member, nearMiss] = segmentCases[segment.id] ?? [{}, {}]
    // Each stands alone among the others, so that percentiles are those of the others.
    const isIn = (id: string, values: Values) =>
      membersOf(segment, worldWith(itemOf(id, values))).includes(id)
    return [segment.id, isIn('member', member), isIn('near miss', nearMiss)]
  })
  expect(shown).toStrictEqual(predefinedSegments.map(({ id }) => [id, true, false]))
})

test('there are 36 of them, of which that of subscribers has two sides, and all can be written as a merchant would', () => {
  expect(predefinedSegments.length).toBe(37)
  const read = predefinedSegments.map((segment) =>
    parseSegment(JSON.parse(JSON.stringify(segment))),
  )
  expect(read).toStrictEqual(predefinedSegments)
})

test('a percentile of fewer than thirty is too little to say', () => {
  const whales = predefinedSegments.find(({ id }) => id === 'whales')
  if (whales === undefined) throw new Error('There are whales.')
  const few = worldWith(itemOf('ann', { spend: new Exact(1000) }))
  const world = { ...few, items: { ...few.items, customer: few.items.customer.slice(0, 29) } }
  expect(evaluateSegment(whales, world)).toStrictEqual({ members: [], tooLittleData: true })
})

const ledgerWorld = segmentWorld({
  facts: ledger,
  asOf: dayOf('2026-10-31'),
  factor: factorTo(noRates, 'EUR'),
  persons: [{ id: 'shop:zoe', since: dayOf('2026-10-01') }],
  subscriptions: [],
  events: [],
  products: [{ id: 'shop:vase', stock: 4 }],
  storeCountry: () => 'DE',
})

function ledgerMembers(id: string): readonly string[] {
  const segment = predefinedSegments.find((each) => each.id === id)
  if (segment === undefined) throw new Error(`There is no segment ${id}.`)
  return membersOf(segment, ledgerWorld).toSorted()
}

test('the segments of the ledger have whom the paper says', () => {
  const shown = Object.fromEntries(
    [
      'won_back',
      'lost',
      'at_risk',
      'never_bought',
      'full_price_buyers',
      'discount_seekers',
      'cross_border',
      'refunded_orders',
      'payment_trouble',
    ].map((id) => [id, ledgerMembers(id)]),
  )
  expect(shown).toStrictEqual({
    won_back: ['shop:ann'],
    lost: ['shop:fay'],
    at_risk: [],
    never_bought: ['shop:zoe'],
    full_price_buyers: ['shop:ann', 'shop:dan'],
    discount_seekers: ['shop:bob', 'shop:cid'],
    cross_border: ['shop:5'],
    refunded_orders: ['shop:12', 'shop:5', 'shop:6'],
    payment_trouble: ['shop:4', 'shop:6', 'shop:7'],
  })
})

test('a segment can ask what the orders of a customer are like, in the last days', () => {
  const lamps = parseSegment({
    id: 'lamp_buyers',
    name: 'Who bought a lamp for more than 40.00 in a year',
    resource: 'customer',
    where: {
      all: [
        {
          count: 'order',
          days: 365,
          where: {
            count: 'product',
            where: { field: 'name', op: '=', value: 'lamp' },
            op: '>=',
            value: 1,
          },
          op: '>=',
          value: 1,
        },
        { not: { sum: 'net', of: 'order', op: '<', value: 4000 } },
      ],
    },
  })
  expect(membersOf(lamps, ledgerWorld).toSorted()).toStrictEqual([
    'shop:ann',
    'shop:bob',
    'shop:fay',
  ])
})

test('orders can be those of the customers of a segment', () => {
  const lost = parseSegment({
    id: 'orders_of_the_lost',
    name: 'Orders of the lost',
    resource: 'order',
    where: {
      count: 'customer',
      where: { field: 'days_since_last', op: '>=', value: { constant: 'lapse_days' } },
      op: '>=',
      value: 1,
    },
  })
  expect(membersOf(lost, ledgerWorld)).toStrictEqual(['shop:12'])
})

test('a segment that names a field which does not exist is refused, in words', () => {
  const where = { field: 'spent', op: '>', value: 5 }
  expect(() => parseSegment({ id: 'x', name: 'X', resource: 'customer', where })).toThrow(
    'a customer has no field "spent"',
  )
})

test('every customer who bought is active, at risk or lost, and in one of them', () => {
  const nearly = parseSegment({
    id: 'nearly_lost',
    name: 'Nearly lost',
    resource: 'customer',
    where: {
      all: [
        { field: 'days_since_last', op: '>=', value: { constant: 'lapse_days', times: 0.8 } },
        { field: 'days_since_last', op: '<', value: { constant: 'lapse_days' } },
      ],
    },
  })
  const standing = predefinedSegments.filter(({ id }) => id === 'active' || id === 'lost')
  fc.assert(
    fc.property(anyOrders, fc.integer({ min: 20_000, max: 20_700 }), (orders, asOf) => {
      const world = segmentWorld({
        facts: { orders, payments: [], disputes: [], carts: [], loose: [] },
        asOf,
        factor: factorTo(noRates, 'EUR'),
        persons: [],
        subscriptions: [],
        events: [],
        products: [],
        storeCountry: () => undefined,
      })
      const parts = [...standing, nearly].flatMap((segment) => membersOf(segment, world))
      expect(parts.toSorted()).toStrictEqual(world.items.customer.map(({ id }) => id).toSorted())
    }),
  )
})
