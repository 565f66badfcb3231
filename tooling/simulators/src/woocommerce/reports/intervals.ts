import { dayMs, hourMs } from '../../shop/durations.ts'

export type IntervalName = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

export const intervalNames: readonly IntervalName[] = [
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
]

/** A stretch of the store's wall clock, in milliseconds as if it were UTC. `to` is its last second. */
export interface Interval {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** The intervals that `from` to `to` touches, cut at both ends, the newest first. */
export function intervalsBetween(
  kind: IntervalName,
  from: number,
  to: number,
): readonly Interval[] {
  const intervals: Interval[] = []
  for (let start = from; start <= to;) {
    const next = nextStarts[kind](start)
    intervals.push({ name: names[kind](start), from: start, to: Math.min(to, next - 1_000) })
    start = next
  }
  return intervals.toReversed()
}

const nextStarts: Readonly<Record<IntervalName, (time: number) => number>> = {
  hour: (time) => Math.floor(time / hourMs) * hourMs + hourMs,
  day: (time) => startOfDay(time) + dayMs,
  week: (time) => startOfDay(time) + (7 - weekdayOf(time)) * dayMs,
  month: (time) => Date.UTC(yearOf(time), monthOf(time) + 1),
  quarter: (time) => Date.UTC(yearOf(time), monthOf(time) - (monthOf(time) % 3) + 3),
  year: (time) => Date.UTC(yearOf(time) + 1, 0),
}

const names: Readonly<Record<IntervalName, (time: number) => string>> = {
  hour: (time) => textOf(time).slice(0, 'yyyy-MM-dd HH'.length).replace('T', ' '),
  day: (time) => textOf(time).slice(0, 'yyyy-MM-dd'.length),
  week: weekName,
  month: (time) => textOf(time).slice(0, 'yyyy-MM'.length),
  quarter: (time) => `${yearOf(time)}-${Math.floor(monthOf(time) / 3) + 1}`,
  year: (time) => String(yearOf(time)),
}

function textOf(time: number): string {
  return new Date(time).toISOString()
}

function yearOf(time: number): number {
  return new Date(time).getUTCFullYear()
}

function monthOf(time: number): number {
  return new Date(time).getUTCMonth()
}

/** Monday is 0. */
function weekdayOf(time: number): number {
  return (new Date(time).getUTCDay() + 6) % 7
}

function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs
}

/** A week belongs to the year of its Thursday, and is that year's first if it holds the first Thursday (ISO 8601). */
function weekName(time: number): string {
  const thursday = new Date(time + (3 - weekdayOf(time)) * dayMs)
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0)) / (7 * dayMs)) + 1
  return `${year}-${String(week).padStart(2, '0')}`
}
