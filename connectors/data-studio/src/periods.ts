import { fault } from '@cartograph/core'

/** Spans of time from the finest to the longest: figures can be asked by one of them, and the others follow from it. */
const spans = ['day', 'week', 'month', 'quarter', 'year'] as const

export type Span = (typeof spans)[number]

export function isSpan(id: string): id is Span {
  return (spans as readonly string[]).includes(id)
}

/**
 * The span to ask figures by, so that all that are wanted follow from it.
 *
 * @throws a `config` fault for a week beside a month or longer, without the day: weeks lie in two of them.
 */
export function finestOf(wanted: readonly Span[]): Span | undefined {
  const finest = spans.find((span) => wanted.includes(span))
  const unfit = wanted.find((span) => finest !== undefined && !follows(span, finest))
  if (unfit === undefined) return finest
  throw fault({
    kind: 'config',
    message: `A chart cannot show week and ${unfit} together: a week may lie in two of them.`,
    hint: 'Take one of them out of the chart, or put in day.',
  })
}

/** Whether a period of the span can be told from one of a finer span. */
export function follows(span: Span, from: Span): boolean {
  return span === from || (from === 'week' ? false : spans.indexOf(span) > spans.indexOf(from))
}

const dayMs = 86_400_000

/** The period that another one lies in, both as Data Studio writes them: `20261125`, `202648`, `202611`, `20264`, `2026`. */
export function periodOf(span: Span, from: Span, shown: string): string {
  if (span === from) return shown
  if (span === 'year') return shown.slice(0, 4)
  if (span === 'month') return shown.slice(0, 6)
  if (span === 'quarter')
    return `${shown.slice(0, 4)}${Math.floor((Number(shown.slice(4, 6)) + 2) / 3)}`
  return weekOf(shown)
}

/** By ISO 8601: the week belongs to the year that its Thursday is in. */
function weekOf(day: string): string {
  const at = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)))
  const weekday = (new Date(at).getUTCDay() + 6) % 7
  const thursday = at + (3 - weekday) * dayMs
  const year = new Date(thursday).getUTCFullYear()
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1
  return `${year}${String(week).padStart(2, '0')}`
}
