import { expect, test } from 'vitest'
import { isMuted, ranked, type Insight } from './insight.ts'
import { recordAt, streakAt } from './records.ts'
import { segmentMovesIn } from './segment-moves.ts'
import { stockOutsAt } from './stock-outs.ts'
import { syncProblemsAt } from './sync-problems.ts'
import { noisyOrders } from './testing/noisy-days.ts'
import { trendBreakAt } from './trend-breaks.ts'

const seeds = Array.from({ length: 40 }, (_each, index) => index + 1)

test('a level that is a third higher for two weeks is found in 38 of 40 shops or more', () => {
  const hits = seeds.filter((seed) =>
    trendBreakAt(noisyOrders({ days: 120, seed, factorOn: (day) => (day >= 106 ? 1.35 : 1) }), 119),
  )
  expect(hits.length).toBeGreaterThanOrEqual(38)
})

test('in noise alone no shop of forty has a trend break, nor after a single good week', () => {
  const quiet = seeds.filter((seed) => trendBreakAt(noisyOrders({ days: 120, seed }), 119))
  const spike = seeds.filter((seed) =>
    trendBreakAt(noisyOrders({ days: 120, seed, factorOn: (day) => (day === 110 ? 5 : 1) }), 119),
  )
  expect([quiet, spike]).toStrictEqual([[], []])
})

test('a day that beats all days of a quarter is a record, one day later it is none', () => {
  const orders = noisyOrders({ days: 130, seed: 1, factorOn: (day) => (day === 120 ? 4 : 1) })
  expect(recordAt(orders, 'day', 120)?.says).toBe('recordDay')
  expect(recordAt(orders, 'day', 121)).toBeUndefined()
})

test('a week is judged on its Sunday alone', () => {
  const orders = noisyOrders({ days: 300, seed: 1, factorOn: (day) => (day > 270 ? 2 : 1) })
  // Day 3 was a Sunday.
  const days = Array.from({ length: 14 }, (_each, at) => 276 + at)
  expect(
    days.filter((day) => recordAt(orders, 'week', day) !== undefined).every((day) => day % 7 === 3),
  ).toBe(true)
  expect(recordAt(orders, 'week', 276)?.period).toStrictEqual({ from: 270, to: 276 })
})

test('weeks in a row are counted', () => {
  // Day 25 was a Monday; before it all weeks are alike.
  const values = new Map(Array.from({ length: 60 }, (_each, day) => [day, day < 25 ? 9 : day]))
  const orders = { ...noisyOrders({ days: 60, seed: 1 }), values }
  expect(streakAt(orders, 59)?.facts['count']).toStrictEqual({ type: 'count', value: '5' })
})

const product = { product: 'shop:1', name: 'Kettle', stock: 6, unitsPerDay: 2 }

test('a product with stock for three days is told of, one for a month is not', () => {
  expect(stockOutsAt([product], 9)).toMatchObject([
    { says: 'runsOut', facts: { days: { value: '3' } } },
  ])
  expect(stockOutsAt([{ ...product, stock: 60 }], 9)).toStrictEqual([])
  expect(stockOutsAt([{ ...product, stock: -1 }], 9)).toMatchObject([{ says: 'soldOut' }])
  expect(stockOutsAt([{ ...product, unitsPerDay: 0.1 }], 9)).toStrictEqual([])
})

test('a segment that is judged for the first time did not move', () => {
  const moved = { segment: 'at_risk_vip', name: 'At-risk VIP', members: 30, entered: 10, left: 1 }
  expect(segmentMovesIn([moved], { from: 0, to: 6 })).toMatchObject([{ says: 'segmentGrew' }])
  expect(segmentMovesIn([{ ...moved, entered: 30, left: 0 }], { from: 0, to: 6 })).toStrictEqual([])
})

test('a stream that was never read is loading, whatever else is wrong', () => {
  const trouble = { name: 'shop.orders', state: 'failing', lastSyncDay: undefined } as const
  expect(
    syncProblemsAt([trouble, { ...trouble, lastSyncDay: 3 }], 5).map(({ says }) => says),
  ).toStrictEqual(['syncLoading', 'syncFailing'])
})

const insight = (id: string, importance: number): Insight => ({
  id,
  kind: 'anomaly',
  says: 'anomalyUp',
  subject: 'orders',
  period: { from: 0, to: 0 },
  importance,
  facts: {},
})

test('the most important comes first, and a muted kind or metric is known', () => {
  expect(
    ranked([insight('b', 1), insight('a', 1), insight('c', 9)]).map(({ id }) => id),
  ).toStrictEqual(['c', 'a', 'b'])
  expect(
    [['anomaly'], ['anomaly:orders'], ['anomaly:aov'], ['record']].map((muted) =>
      isMuted(insight('a', 1), new Set(muted)),
    ),
  ).toStrictEqual([true, true, false, false])
})
