import { expect, test } from 'vitest'
import { anomalyOn, judgeDay } from './anomalies.ts'
import { noisyOrders } from './testing/noisy-days.ts'

const seeds = Array.from({ length: 40 }, (_each, index) => index + 1)

function found(days: number, seed: number, factorOn: (day: number) => number) {
  const orders = noisyOrders({ days, seed, factorOn, mean: 150 })
  return anomalyOn(orders, orders, days - 1)
}

test.each([0.5, 1.7])(
  'with 150 orders a day, a day that sells %s times as much is found in 38 of 40 shops or more',
  (factor) => {
    const hits = seeds.filter((seed) => found(120, seed, (day) => (day === 119 ? factor : 1)))
    expect(hits.length).toBeGreaterThanOrEqual(38)
  },
)

test('in noise alone one day of two hundred is called out of the ordinary at most', () => {
  const days = seeds.flatMap((seed) => {
    const orders = noisyOrders({ days: 160, seed })
    return Array.from({ length: 60 }, (_each, back) => anomalyOn(orders, orders, 159 - back))
  })
  expect(days.filter((each) => each !== undefined).length / days.length).toBeLessThanOrEqual(0.005)
})

test('a Saturday that sells twice as much as other days is an ordinary Saturday', () => {
  // Day 2 was a Saturday.
  const orders = noisyOrders({ days: 121, seed: 3, factorOn: (day) => (day % 7 === 2 ? 2 : 1) })
  expect(anomalyOn(orders, orders, 114)).toBeUndefined()
})

test('a sale that was there a year ago is a season, and without it it would be an anomaly', () => {
  const last = 364 + 100
  const again = found(last + 1, 5, (day) => (day === last || day === last - 364 ? 2.5 : 1))
  const first = found(last + 1, 5, (day) => (day === last ? 2.5 : 1))
  expect([again, first?.says]).toStrictEqual([undefined, 'anomalyUp'])
})

const isSeason = (day: number) => day % 364 > 98 && day % 364 <= 112

test('a December that was better the year before is expected to be better', () => {
  const last = 364 + 105
  const hits = seeds.filter((seed) => found(last + 1, seed, (day) => (isSeason(day) ? 1.8 : 1)))
  expect(hits.length).toBeLessThanOrEqual(2)
})

test('nothing is said of fewer than four weeks, nor of a few orders a day', () => {
  expect(found(28, 1, (day) => (day === 27 ? 5 : 1))).toBeUndefined()
  const few = noisyOrders({ days: 100, seed: 1, mean: 3, factorOn: (day) => (day === 99 ? 6 : 1) })
  expect(anomalyOn(few, few, 99)).toBeUndefined()
})

test('days without any noise are judged by Poisson', () => {
  const values = new Map(Array.from({ length: 60 }, (_each, day) => [day, day === 59 ? 3 : 20]))
  const orders = { ...noisyOrders({ days: 60, seed: 1 }), values }
  expect(judgeDay(orders, 59)).toMatchObject({ expected: 20, change: -0.85 })
  expect(anomalyOn(orders, orders, 59)?.says).toBe('anomalyDown')
})

test('after seven weeks nobody is surer than nineteen of twenty', () => {
  const orders = noisyOrders({ days: 50, seed: 2, factorOn: (day) => (day === 49 ? 4 : 1) })
  expect(judgeDay(orders, 49)?.confidence).toBe(0.95)
})
