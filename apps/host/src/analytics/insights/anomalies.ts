import type { Day } from '../calendar/day.ts'
import { dayText } from '../calendar/day.ts'
import { expectedOn, scaled } from './expectation.ts'
import { importanceOf, type Insight } from './insight.ts'
import { poissonTail, tailChance } from './robust.ts'
import { factOf, shareFact, valueOn, type DailySeries } from './series.ts'

/** So many standard deviations of noise; in noise alone about one day in two thousand is as far off. */
const leastDeviations = 3.5
const leastChange = 0.2
/** Of fewer orders than that a day says nothing. */
const leastOrders = 10
const rareByPoisson = 0.001
/** Nobody is surer than that of what a shop does; less so after less than eight weeks. */
const surest = 0.999
const surestEarly = 0.95
const earlyDays = 56

/** How far a day is from what was to be expected, and how sure it is that this is no noise. */
export interface JudgedDay {
  readonly value: number
  readonly expected: number
  /** Of what was expected; negative: less. */
  readonly change: number
  /** In standard deviations of the noise. */
  readonly deviations: number
  readonly confidence: number
}

/** Undefined: too little is known, or nothing is to be divided by. */
export function judgeDay(series: DailySeries, day: Day): JudgedDay | undefined {
  const value = valueOn(series, day)
  const found = expectedOn(series, day)
  if (value === undefined || found === undefined || found.expected === 0) return undefined
  const { expected, spread } = found
  const change = (value - expected) / Math.abs(expected)
  const off = scaled(series, value) - scaled(series, expected)
  const chance =
    spread > 0
      ? tailChance(off / spread)
      : series.type === 'count'
        ? poissonTail(value, expected)
        : 1
  const deviations =
    spread > 0 ? off / spread : chance < rareByPoisson ? Math.sign(off) * leastDeviations : 0
  const most = day - series.first < earlyDays ? surestEarly : surest
  return { value, expected, change, deviations, confidence: Math.min(most, 1 - chance) }
}

/**
 * A day that is not like its weekday, its season and the weeks before it.
 *
 * `orders` are those of all days: of few orders nothing is said, whatever the metric.
 */
export function anomalyOn(series: DailySeries, orders: DailySeries, day: Day): Insight | undefined {
  const judged = judgeDay(series, day)
  const usualOrders = expectedOn(orders, day)?.expected ?? 0
  if (judged === undefined || usualOrders < leastOrders) return undefined
  const { value, expected, change, deviations, confidence } = judged
  if (Math.abs(deviations) < leastDeviations || Math.abs(change) < leastChange) return undefined
  return {
    id: `anomaly:${series.metric}:${dayText(day)}`,
    kind: 'anomaly',
    says: change > 0 ? 'anomalyUp' : 'anomalyDown',
    subject: series.metric,
    period: { from: day, to: day },
    importance: importanceOf(
      40 +
        6 * Math.min(6, Math.abs(deviations) - leastDeviations) +
        20 * Math.min(1, Math.abs(change)),
    ),
    facts: {
      metric: { type: 'metric', value: series.metric },
      day: { type: 'day', value: day },
      value: factOf(series, value),
      expected: factOf(series, expected),
      change: shareFact(Math.abs(change)),
      confidence: shareFact(confidence),
    },
  }
}
