import type { Day } from '../calendar/day.ts'
import { metricNamed } from '../metrics/catalogue.ts'
import type { Figure, FigureRow, Figures } from '../query/figure-rows.ts'
import type { Membership } from '../query/in-segment.ts'
import { answerByRows } from './answer-by-rows.ts'
import { answerBySums } from './answer-by-sums.ts'
import type { FiguresSource } from './figures-source.ts'
import type { Question } from './question.ts'

export interface AskOptions {
  readonly today: Day
  readonly signal: AbortSignal
}

/**
 * Answers a question: metrics that can be summed from the sums that are kept, the others from all rows.
 *
 * Where there are no sums yet, everything is computed from the rows.
 */
export async function answer(
  source: FiguresSource,
  question: Question,
  options: AskOptions,
): Promise<Figures> {
  const metrics = question.metrics.map(metricNamed)
  const summable = metrics.flatMap(({ id, reads }) => (reads === 'sums' ? [id] : []))
  const others = metrics.flatMap(({ id, reads }) => (reads === 'rows' ? [id] : []))
  const segments = summable.length === 0 ? undefined : await memberships(source, question, options)
  const found =
    segments &&
    (await source.store.read((dialect, org) =>
      answerBySums(dialect, org, {
        question: { ...question, metrics: summable },
        segments,
        today: options.today,
        onlyCurrent: source.onlyCurrent ?? false,
        ...(source.rates !== undefined && { given: source.rates }),
      }),
    ))
  if (found === undefined) return answerByRows(source, question, options)
  if (others.length === 0) return found
  const { currency } = found
  const rest = await answerByRows(source, { ...question, currency, metrics: others }, options)
  return merged(question, found, rest)
}

/** The members of the segments of a question, where somebody can tell them without reading everything. */
async function memberships(
  { segmentOf }: FiguresSource,
  { segments, range, currency = 'EUR' }: Question,
  { signal }: AskOptions,
): Promise<readonly Membership[] | undefined> {
  const found: Membership[] = []
  for (const id of segments) {
    const known = await segmentOf?.(id, { asOf: range.to, currency, signal })
    if (known === undefined) return undefined
    found.push(known)
  }
  return found
}

/** Two answers to the same question about different metrics, as one. */
function merged({ metrics }: Question, sums: Figures, rows: Figures): Figures {
  const places = metrics.map((id) => {
    const place = sums.metrics.findIndex((metric) => metric.id === id)
    return place === -1
      ? { from: 'rows' as const, place: rows.metrics.findIndex((metric) => metric.id === id) }
      : { from: 'sums' as const, place }
  })
  const named = new Map(rows.rows.map((row) => [JSON.stringify(row.group), row]))
  const together = (row: FigureRow, other: FigureRow | undefined): FigureRow => ({
    ...row,
    figures: places.map(
      ({ from, place }): Figure =>
        (from === 'sums' ? row : other)?.figures[place] ?? { value: undefined },
    ),
  })
  return {
    ...sums,
    metrics: places.flatMap(
      ({ from, place }) => (from === 'sums' ? sums : rows).metrics[place] ?? [],
    ),
    rows: sums.rows.map((row) => together(row, named.get(JSON.stringify(row.group)))),
    total: together(sums.total, rows.total),
    isProvisional: sums.isProvisional || rows.isProvisional,
  }
}
