import { fault, isDay } from '@cartograph/core'

/** A day of the calendar as the number of days since 1970-01-01; what zone it is of, whoever has it knows. */
export type Day = number

const dayMs = 86_400_000
const form = /^(\d{4})-(\d\d)-(\d\d)$/u

/** @throws a `config` fault for what is no day of the calendar. */
export function dayOf(text: string): Day {
  const day = dayIn(text)
  if (day === undefined)
    throw fault({
      kind: 'config',
      message: `"${text}" is no day.`,
      hint: 'Write days as year, month and day, such as 2026-11-25.',
    })
  return day
}

export function dayIn(text: string): Day | undefined {
  const [, year, month, day] = form.exec(text) ?? []
  if (year === undefined || !isDay(Number(year), Number(month), Number(day))) return undefined
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / dayMs)
}

export function dayText(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return modulo(day + 3, 7) + 1
}

export const spans = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Span = (typeof spans)[number]

/** The first day of the week, month, quarter or year that a day is in; weeks begin on Monday. */
export function spanStart(day: Day, span: Span): Day {
  if (span === 'day') return day
  if (span === 'week') return day - weekdayOf(day) + 1
  const date = new Date(day * dayMs)
  const month = date.getUTCMonth()
  const first = span === 'month' ? month : span === 'quarter' ? month - (month % 3) : 0
  return Date.UTC(date.getUTCFullYear(), first, 1) / dayMs
}

/** The first day of the span that comes `count` spans after the one that begins on `start`. */
export function spanAfter(start: Day, span: Span, count = 1): Day {
  if (span === 'day') return start + count
  if (span === 'week') return start + 7 * count
  const date = new Date(start * dayMs)
  const months = { month: 1, quarter: 3, year: 12 }[span] * count
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / dayMs
}

/** How many spans lie between the one of `from` and the one of `to`: 0 where it is the same. */
export function spansBetween(from: Day, to: Day, span: Span): number {
  if (span === 'day') return to - from
  if (span === 'week') return (spanStart(to, 'week') - spanStart(from, 'week')) / 7
  const [one, other] = [new Date(from * dayMs), new Date(to * dayMs)]
  const months =
    (other.getUTCFullYear() - one.getUTCFullYear()) * 12 + other.getUTCMonth() - one.getUTCMonth()
  if (span === 'month') return months
  if (span === 'year') return other.getUTCFullYear() - one.getUTCFullYear()
  return (months + (one.getUTCMonth() % 3) - (other.getUTCMonth() % 3)) / 3
}

/** The same day a year before; the 29th of February is the 28th. */
export function yearBefore(day: Day): Day {
  const text = dayText(day)
  const year = String(Number(text.slice(0, 4)) - 1).padStart(4, '0')
  return dayIn(year + text.slice(4)) ?? dayOf(`${year}-02-28`)
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
