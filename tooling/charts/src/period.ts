import { fault } from '@cartograph/core'

/** Lengths of periods, shortest first. */
export const spans = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const

export type Span = (typeof spans)[number]

/** A stretch of time that a value is of. */
export interface Period {
  /** The instant at which it begins; for days and longer the one at which their name begins in UTC. */
  readonly start: number
  readonly span: Span
}

/**
 * Reads a period as figures name it: `2026-11-25`, `2026-W48`, `2026-11`, `2026-Q4`, `2026`, or an instant of an hour.
 *
 * @throws a `config` fault for anything else.
 */
export function periodOf(text: string): Period {
  const instant = /T.*Z$/u.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(instant)) return { start: instant, span: 'hour' }
  const [, year = '', rest] = /^(\d{4})(?:-(.+))?$/u.exec(text) ?? []
  const start = startOf(Number(year), rest)
  if (year === '' || start === undefined || Number.isNaN(start.start))
    throw fault({
      kind: 'config',
      message: `"${text}" is no period that a chart can show.`,
      hint: 'Give 2026-11-25, 2026-W48, 2026-11, 2026-Q4, 2026, or an instant such as 2026-11-25T13:00:00Z.',
    })
  return start
}

function startOf(year: number, rest: string | undefined): Period | undefined {
  if (rest === undefined) return { start: Date.UTC(year, 0), span: 'year' }
  const [, kind = '', number = '', day] = /^([WQ]?)(\d{1,2})(?:-(\d{2}))?$/u.exec(rest) ?? []
  if (number === '' || (day !== undefined && kind !== '')) return undefined
  if (kind === 'W')
    return { start: firstMonday(year) + (Number(number) - 1) * 7 * dayMs, span: 'week' }
  if (kind === 'Q') return { start: Date.UTC(year, (Number(number) - 1) * 3), span: 'quarter' }
  return day === undefined
    ? { start: Date.UTC(year, Number(number) - 1), span: 'month' }
    : { start: Date.UTC(year, Number(number) - 1, Number(day)), span: 'day' }
}

/** Of the week that has the year's 4 January, by ISO 8601. */
function firstMonday(year: number): number {
  const fourth = Date.UTC(year, 0, 4)
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs
}

/** A period in full: `25 Nov 2026`, `23 – 29 Nov 2026`, `November 2026`. */
export function periodName({ start, span }: Period, locale: string, timeZone: string): string {
  const inUtc = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, 'UTC', options)
  switch (span) {
    case 'hour':
      return dateFormat(locale, timeZone, { dateStyle: 'medium', timeStyle: 'short' }).format(start)
    case 'day':
      return inUtc({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
        start,
      )
    case 'week':
      return inUtc({ dateStyle: 'medium' }).formatRange(start, start + 6 * dayMs)
    case 'month':
      return inUtc({ month: 'long', year: 'numeric' }).format(start)
    case 'quarter':
      return quarterName(start)
    case 'year':
    default:
      return inUtc({ year: 'numeric' }).format(start)
  }
}

export function quarterName(start: number): string {
  const date = new Date(start)
  return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`
}

/** In which zone periods of this length are told apart: days and longer are dates, whatever the zone. */
export function zoneOf(span: Span, timeZone: string): string {
  return span === 'hour' ? timeZone : 'UTC'
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than writing a hundred dates with it. */
export function dateFormat(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone })
  formats.set(key, made)
  return made
}

const dayMs = 86_400_000
