import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../calendar/day.ts'
import { Exact, factorTo, noRates } from '../currency/rate-table.ts'
import { anyOrders } from '../testing/any-order.ts'
import { ledger } from '../testing/ledger.ts'
import { parseSegment, predefinedSegments, type Segment } from '../../segments/index.ts'
import {
  evaluateSegment,
  type SegmentItem,
  type SegmentValue,
  type SegmentWorld,
} from './evaluate.ts'
import { segmentWorld } from './world.ts'

type Values = Readonly<Record<string, SegmentValue>>

/** What makes a member, and what misses by as little as can be; customers lapse after 100 days, second orders come after 40. */
const cases: Readonly<Record<string, readonly [member: Values, nearMiss: Values]>> = {
  new_customers: [{ days_since_first: 30 }, { days_since_first: 31 }],
  one_time_buyers: [{ orders: 1 }, { orders: 2 }],
  recent_first_timers: [
    { orders: 1, days_since_last: 14 },
    { orders: 1, days_since_last: 15 },
  ],
  second_order_window: [
    { orders: 1, days_since_last: 80 },
    { orders: 1, days_since_last: 81 },
  ],
  repeat_customers: [{ orders: 2 }, { orders: 1 }],
  loyal: [
    { orders: 4, days_since_last: 99 },
    { orders: 4, days_since_last: 100 },
  ],
  frequent: [{ orders_365: 90 }, { orders_365: 88 }],
  vip: [
    { spend: new Exact(90), days_since_last: 99 },
    { spend: new Exact(90), days_since_last: 100 },
  ],
  whales: [{ spend: new Exact(99) }, { spend: new Exact('97.99') }],
  high_aov: [
    { aov: new Exact(90), orders: 2 },
    { aov: new Exact(90), orders: 1 },
  ],
  low_spenders: [
    { spend: new Exact(25), orders: 2 },
    { spend: new Exact('25.01'), orders: 2 },
  ],
  active: [{ days_since_last: 79 }, { days_since_last: 80 }],
  at_risk: [
    { days_since_last: 80, orders: 2 },
    { days_since_last: 80, orders: 1 },
  ],
  at_risk_vip: [
    { spend: new Exact(90), days_since_last: 80 },
    { spend: new Exact(90), days_since_last: 79 },
  ],
  lost: [{ days_since_last: 100 }, { days_since_last: 99 }],
  lost_vip: [
    { spend: new Exact(90), days_since_last: 100 },
    { spend: new Exact(88), days_since_last: 100 },
  ],
  won_back: [
    { previous_gap: 100, days_since_last: 30 },
    { previous_gap: 99, days_since_last: 30 },
  ],
  overdue: [
    { orders: 3, median_gap: new Exact(21), days_since_last: 32 },
    { orders: 3, median_gap: new Exact(21), days_since_last: 31 },
  ],
  discount_seekers: [
    { discounted_share: new Exact('0.5'), orders: 2 },
    { discounted_share: new Exact('0.49'), orders: 2 },
  ],
  full_price_buyers: [
    { orders: 2, discounted_orders: 0 },
    { orders: 2, discounted_orders: 1 },
  ],
  serial_returners: [
    { orders: 3, refunded_share: new Exact('0.3') },
    { orders: 2, refunded_share: new Exact('0.3') },
  ],
  never_bought: [
    { orders: 0, registered_days_ago: 8 },
    { orders: 0, registered_days_ago: 7 },
  ],
  abandoned_never_bought: [
    { abandoned_30: 1, orders: 0 },
    { abandoned_30: 1, orders: 1 },
  ],
  guests: [
    { orders: 1, account_orders: 0 },
    { orders: 2, account_orders: 1 },
  ],
  multi_store: [{ stores: 2 }, { stores: 1 }],
  active_subscribers: [{ subscriptions_active: 1 }, { subscriptions_active: 0 }],
  churned_subscribers: [
    { subscription_ended_days_ago: 90, subscriptions_active: 0 },
    { subscription_ended_days_ago: 91, subscriptions_active: 0 },
  ],
  high_value_orders: [{ total: new Exact(90) }, { total: new Exact(88) }],
  discounted_orders: [{ discounts: new Exact(1) }, { discounts: new Exact(0) }],
  refunded_orders: [{ refunded: new Exact(1) }, { refunded: new Exact(0) }],
  first_orders: [{ place: 1 }, { place: 2 }],
  multi_item_baskets: [{ products: 3 }, { products: 2 }],
  cross_border: [
    { shipping_country: 'SE', store_country: 'DE' },
    { shipping_country: 'DE', store_country: 'DE' },
  ],
  payment_trouble: [
    { failed_payments: 0, disputes: 1 },
    { failed_payments: 0, disputes: 0 },
  ],
  best_sellers: [{ units_90: new Exact(80) }, { units_90: new Exact(78) }],
  slow_stock: [
    { stock: 1, units_90: new Exact(20) },
    { stock: 1, units_90: new Exact(21) },
  ],
  high_return_products: [
    { units_180: new Exact(10), return_rate_180: new Exact('0.1') },
    { units_180: new Exact(9), return_rate_180: new Exact('0.5') },
  ],
}

/** Values that never make a member by themselves. */
const plain: Values = { days_since_last: 50, orders: 5, days_ago: 10, store: 'shop' }

function itemOf(id: string, values: Values): SegmentItem {
  return { id, values: { ...plain, ...values }, linked: () => [] }
}

/** Ninety-nine others whose values go from 1 to 99, so that each is nearly its own percentile. */
function worldWith(...items: readonly SegmentItem[]): SegmentWorld {
  const others = Array.from({ length: 100 - items.length }, (_, index) => {
    const value = index + 1
    return itemOf(`other ${value}`, {
      orders_365: value,
      spend: new Exact(value),
      aov: new Exact(value),
      total: new Exact(value),
      units_90: new Exact(value),
    })
  })
  const all = [...items, ...others]
  return {
    items: { customer: all, order: all, product: all },
    constants: { lapse_days: 100, first_to_second_days: new Exact(40) },
  }
}

function membersOf(segment: Segment, world: SegmentWorld): readonly string[] {
  return evaluateSegment(segment, world).members
}

test('each predefined segment has its member and leaves out its near miss', () => {
  const shown = predefinedSegments.map((segment) => {
    const [member, nearMiss] = cases[segment.id] ?? [{}, {}]
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
