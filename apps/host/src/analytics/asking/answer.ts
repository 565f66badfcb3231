import type { Day } from '../calendar/day.ts'
import { metricNamed } from '../metrics/catalogue.ts'
import type { Metric } from '../metrics/metric.ts'
import type { Figures } from '../query/figure-rows.ts'
import type { Membership } from '../query/in-segment.ts'
import { answerByRows } from './answer-by-rows.ts'
import { answerBySums } from './answer-by-sums.ts'
import type { FiguresSource } from './figures-source.ts'
import type { Question } from './question.ts'
import { together } from './together.ts'

export interface AskOptions {
  readonly today: Day
  readonly signal: AbortSignal
}

/**
 * Answers a question from what is kept beside the rows; what asks each order of what was bought, from the rows.
 *
 * Where nothing is kept yet, everything is computed from the rows.
 */
export async function answer(
  source: FiguresSource,
  question: Question,
  options: AskOptions,
): Promise<Figures> {
  const metrics = question.metrics.map(metricNamed)
  const segments = await memberships(source, question, options)
  const isKept = ({ reads }: Metric) => reads === 'sums' || !asksProducts(segments)
  const kept = metrics.filter(isKept).map(({ id }) => id)
  const others = metrics.filter((metric) => !isKept(metric)).map(({ id }) => id)
  const found =
    segments === undefined || kept.length === 0
      ? undefined
      : await source.store.read((dialect, org) =>
          answerBySums(dialect, org, {
            question: { ...question, metrics: kept },
            segments,
            today: options.today,
            now: (source.now ?? Date.now)(),
            onlyCurrent: source.onlyCurrent ?? false,
            ...(source.rates !== undefined && { given: source.rates }),
          }),
        )
  if (found === undefined) return answerByRows(source, question, options)
  if (others.length === 0) return found
  const { currency } = found
  const rest = await answerByRows(source, { ...question, currency, metrics: others }, options)
  return together(question.metrics, [found, rest])
}

/** What was bought is not kept order by order: who asks for it is answered from sums or from rows. */
function asksProducts(segments: readonly Membership[] | undefined): boolean {
  return segments?.some(({ resource }) => resource === 'product') ?? false
}

/** The members of the segments of a question, where somebody can tell them without reading everything. */
export async function memberships(
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
