import { dayText, spanAfter, spanStart, type Day } from '../calendar/day.ts'
import { importanceOf, type Insight } from './insight.ts'
import { factOf, valueOn, type DailySeries } from './series.ts'

/** So many whole periods must have been before one is called the best. */
const leastBefore = { day: 90, week: 26, month: 12 } as const
const sentences = { day: 'recordDay', week: 'recordWeek', month: 'recordMonth' } as const
const worth = { day: 45, week: 55, month: 65 } as const
type RecordSpan = keyof typeof leastBefore

interface Total {
  readonly from: Day
  readonly to: Day
  readonly value: number
}

/** The best day, week or month that ever was, where it ends on a day. Only of what adds up. */
export function recordAt(series: DailySeries, span: RecordSpan, asOf: Day): Insight | undefined {
  if (!series.isAdditive || spanStart(asOf + 1, span) !== asOf + 1) return undefined
  const totals = wholeTotals(series, span, asOf)
  const last = totals.at(-1)
  const before = totals.slice(0, -1)
  if (last === undefined || before.length < leastBefore[span]) return undefined
  const best = Math.max(...before.map(({ value }) => value))
  if (last.value <= best) return undefined
  return {
    id: `record:${series.metric}:${span}:${dayText(last.from)}`,
    kind: 'record',
    says: sentences[span],
    subject: series.metric,
    period: { from: last.from, to: last.to },
    importance: importanceOf(worth[span] + 20 * Math.min(1, best <= 0 ? 1 : last.value / best - 1)),
    facts: {
      metric: { type: 'metric', value: series.metric },
      day: { type: 'day', value: last.from },
      value: factOf(series, last.value),
      before: factOf(series, best),
      since: { type: 'day', value: totals[0]?.from ?? series.first },
    },
  }
}

const leastWeeks = 4

/** Weeks that were each better, or each worse, than the one before. */
export function streakAt(series: DailySeries, asOf: Day): Insight | undefined {
  if (!series.isAdditive || spanStart(asOf + 1, 'week') !== asOf + 1) return undefined
  const totals = wholeTotals(series, 'week', asOf)
  const steps = totals.slice(1).map(({ value }, at) => Math.sign(value - (totals[at]?.value ?? 0)))
  const direction = steps.at(-1) ?? 0
  const count = steps.length - 1 - steps.findLastIndex((step) => step !== direction)
  const last = totals.at(-1)
  if (direction === 0 || count < leastWeeks || last === undefined) return undefined
  return {
    id: `streak:${series.metric}:${dayText(last.from)}`,
    kind: 'streak',
    says: direction > 0 ? 'streakUp' : 'streakDown',
    subject: series.metric,
    period: { from: asOf - 7 * count + 1, to: asOf },
    importance: importanceOf(20 + 5 * count),
    facts: {
      metric: { type: 'metric', value: series.metric },
      count: { type: 'count', value: String(count) },
      value: factOf(series, last.value),
    },
  }
}

function wholeTotals(series: DailySeries, span: RecordSpan, asOf: Day): readonly Total[] {
  const totals: Total[] = []
  const begun = spanStart(series.first, span)
  let from = begun < series.first ? spanAfter(begun, span) : begun
  for (let next = spanAfter(from, span); next - 1 <= asOf; next = spanAfter(from, span)) {
    let value = 0
    for (let day = from; day < next; day += 1) value += valueOn(series, day) ?? 0
    totals.push({ from, to: next - 1, value })
    from = next
  }
  return totals
}
