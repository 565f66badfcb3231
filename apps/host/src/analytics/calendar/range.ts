import { fault } from '@cartograph/core'
import {
  dayIn,
  dayOf,
  dayText,
  spanAfter,
  spanStart,
  yearBefore,
  type Day,
  type Span,
} from './day.ts'

/** Days from the first to the last, both in it. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** More days than these are a mistake of whoever asks. */
const mostDays = 366 * 50

/** @throws a `config` fault where the range ends before it begins or is longer than fifty years. */
export function dayRange(from: string, to: string): DayRange {
  const range = { from: dayOf(from), to: dayOf(to) }
  if (range.to < range.from)
    throw fault({
      kind: 'config',
      message: `The range from ${from} to ${to} ends before it begins.`,
      hint: 'Give the earlier day first.',
    })
  if (daysIn(range) > mostDays)
    throw fault({
      kind: 'config',
      message: `The range from ${from} to ${to} is longer than fifty years.`,
      hint: 'Ask for a shorter range.',
    })
  return range
}

export function daysIn({ from, to }: DayRange): number {
  return to - from + 1
}

export function isIn({ from, to }: DayRange, day: Day): boolean {
  return from <= day && day <= to
}

export type Comparison = 'previous' | 'year' | DayRange

/**
 * The range to compare with.
 *
 * `previous` is as long and lies before; from fourteen days on it lies a whole number of weeks before, so that Mondays are
 * compared with Mondays. `year` is the same days a year before.
 */
export function comparedRange(range: DayRange, comparison: Comparison): DayRange {
  if (comparison === 'year') return { from: yearBefore(range.from), to: yearBefore(range.to) }
  if (comparison !== 'previous') return comparison
  const length = daysIn(range)
  const shift = length < 14 ? length : Math.ceil(length / 7) * 7
  return { from: range.from - shift, to: range.to - shift }
}

export interface Period extends DayRange {
  /** As people write it: 2026-11-25, 2026-W48, 2026-11, 2026-Q4, 2026. */
  readonly name: string
  /** Whether it has not ended yet, or is cut by the range: such periods are not compared. */
  readonly isIncomplete: boolean
}

/** The days, weeks, months, quarters or years of a range; `today` is still going on. */
export function periodsOf(range: DayRange, span: Span, today: Day): readonly Period[] {
  const periods: Period[] = []
  for (let start = spanStart(range.from, span); start <= range.to; start = spanAfter(start, span)) {
    const end = spanAfter(start, span) - 1
    periods.push({
      name: periodName(start, span),
      from: Math.max(start, range.from),
      to: Math.min(end, range.to),
      isIncomplete: start < range.from || end > range.to || end >= today,
    })
  }
  return periods
}

export function periodName(start: Day, span: Span): string {
  const text = dayText(start)
  if (span === 'day') return text
  if (span === 'week') return weekName(start)
  if (span === 'month') return text.slice(0, 7)
  if (span === 'year') return text.slice(0, 4)
  return `${text.slice(0, 4)}-Q${Math.floor((Number(text.slice(5, 7)) + 2) / 3)}`
}

/** By ISO 8601: the week belongs to the year that its Thursday is in. */
function weekName(monday: Day): string {
  const year = dayText(monday + 3).slice(0, 4)
  const first = spanStart(dayIn(`${year}-01-04`) ?? monday, 'week')
  return `${year}-W${String((monday - first) / 7 + 1).padStart(2, '0')}`
}
