import { dayText, type Day } from '../calendar/day.ts'
import { noiseBefore, scaled, seasonOf, usualBefore } from './expectation.ts'
import { importanceOf, type Insight } from './insight.ts'
import { medianOf } from './robust.ts'
import { factOf, shareFact, valueOn, type DailySeries } from './series.ts'

const days = 14
/** The error of a median of fourteen days, each against the median of its weekday, in standard deviations of one day. */
const medianError = Math.sqrt(Math.PI / 2) * Math.sqrt(1 / days + 1 / 56)
const leastDeviations = 4.5
const leastChange = 0.15
const leastHistoryDays = 56 + days

/** Whether the last two weeks run at another level than the eight before, both weeks of them, and the season does not explain it. */
export function trendBreakAt(series: DailySeries, asOf: Day): Insight | undefined {
  const start = asOf - days + 1
  if (asOf - series.first < leastHistoryDays) return undefined
  const spread = noiseBefore(series, start)
  if (spread === 0) return undefined
  const offs: number[] = []
  const values: number[] = []
  const usuals: number[] = []
  for (let day = start; day <= asOf; day += 1) {
    const value = valueOn(series, day)
    const usual = usualBefore(series, day, start)
    if (value === undefined || usual === undefined) return undefined
    const expected = usual * (seasonOf(series, day) ?? 1)
    offs.push(scaled(series, value) - scaled(series, expected))
    values.push(value)
    usuals.push(expected)
  }
  const shift = medianOf(offs) ?? 0
  const halves = [offs.slice(0, 7), offs.slice(7)].map((half) => Math.sign(medianOf(half) ?? 0))
  const deviations = shift / (spread * medianError)
  const [before, now] = [mean(usuals), mean(values)]
  const change = before === 0 ? 0 : (now - before) / Math.abs(before)
  const isOneWay =
    halves.every((half) => half === Math.sign(shift)) && Math.sign(change) === Math.sign(shift)
  if (Math.abs(deviations) < leastDeviations || Math.abs(change) < leastChange || !isOneWay)
    return undefined
  return {
    id: `trendBreak:${series.metric}:${dayText(start)}`,
    kind: 'trendBreak',
    says: change > 0 ? 'trendUp' : 'trendDown',
    subject: series.metric,
    period: { from: start, to: asOf },
    importance: importanceOf(45 + 40 * Math.min(1, Math.abs(change))),
    facts: {
      metric: { type: 'metric', value: series.metric },
      since: { type: 'day', value: start },
      value: factOf(series, now),
      expected: factOf(series, before),
      change: shareFact(Math.abs(change)),
    },
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
