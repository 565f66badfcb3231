import { fault } from '@cartograph/core'
import * as z from 'zod'
import { comparedRange, dayRange, type Comparison, type DayRange } from '../calendar/range.ts'
import type { Filter } from '../query/filters.ts'
import { figureReports, wholeAsk, type FigureReport } from '../../dashboards/index.ts'

const name = z.string().min(1).max(200)
const days = z.strictObject({ from: z.string().max(40), to: z.string().max(40) })

const questionShape = z.strictObject({
  /** Stands beside the answer, so that a page knows which one is whose. */
  id: name.optional(),
  /** Figures of a report; then `metrics` and `by` are of it. */
  report: z.enum(figureReports).optional(),
  metrics: z.array(name).min(1).max(40).optional(),
  by: z.array(name).max(4).optional(),
  filters: z
    .array(
      z.strictObject({
        dimension: name,
        values: z.array(z.string().max(600)).min(1).max(1000),
        exclude: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
  segments: z.array(name).max(10).optional(),
  range: days,
  compare: z.union([z.enum(['none', 'previous', 'year']), days]).optional(),
  currency: z.string().max(10).optional(),
  stores: z.array(z.string().max(600)).max(1000).optional(),
  clock: z.enum(['order', 'refund']).optional(),
  newAnywhere: z.boolean().optional(),
})

/** A question as it comes from outside. */
type AskedQuestion = z.infer<typeof questionShape>

export interface Question {
  readonly id: string | undefined
  readonly report: FigureReport | undefined
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly filters: readonly Filter[]
  /** Names of segments; what counts is in all of them. */
  readonly segments: readonly string[]
  readonly range: DayRange
  readonly comparison: Comparison | undefined
  readonly currency: string | undefined
  /** Empty: all. */
  readonly stores: readonly string[]
  readonly clock: 'order' | 'refund'
  readonly newAnywhere: boolean
}

/** @throws a `config` fault that says where the question is wrong. */
export function questionIn(value: unknown): Question {
  const parsed = questionShape.safeParse(value)
  if (!parsed.success) throw notUnderstood(parsed.error)
  const { id, report, filters, segments, compare, currency, stores, clock, newAnywhere, ...asked } =
    parsed.data
  const { metrics, by } = askedIn(report, asked)
  const range = dayRange(asked.range.from, asked.range.to)
  const comparison = comparisonIn(compare)
  if (comparison !== undefined) comparedRange(range, comparison)
  return {
    id,
    report,
    metrics: [...new Set(metrics)],
    by: [...new Set(by)],
    filters: (filters ?? []).map(({ dimension, values, exclude }) => ({
      dimension,
      values,
      isExcluded: exclude ?? false,
    })),
    segments: segments ?? [],
    range,
    comparison,
    currency,
    stores: stores ?? [],
    clock: clock ?? 'order',
    newAnywhere: newAnywhere ?? false,
  }
}

/** What is asked for; of a report whatever it tells. */
function askedIn(
  report: FigureReport | undefined,
  asked: Pick<AskedQuestion, 'metrics' | 'by'>,
): { readonly metrics: readonly string[]; readonly by: readonly string[] } {
  if (report !== undefined || asked.metrics !== undefined) return wholeAsk(report, asked)
  throw fault({
    kind: 'config',
    message: 'The query has neither `metrics` nor a `report`.',
    hint: 'Say which figures: `GET /api/figures/catalogue` has all of them.',
  })
}

/** The question as those understand it who compute figures. */
export function queryOf(question: Question) {
  const { metrics, by, filters, range, comparison, stores, clock, newAnywhere } = question
  return {
    metrics,
    by,
    filters,
    range,
    stores,
    clock,
    newAnywhere,
    ...(comparison === undefined ? {} : { comparison }),
  }
}

function comparisonIn(compare: AskedQuestion['compare']): Comparison | undefined {
  if (compare === undefined || compare === 'none') return undefined
  return typeof compare === 'string' ? compare : dayRange(compare.from, compare.to)
}

/** More questions at once than a page can have widgets. */
const mostQuestions = 50

/** The questions of a batch, each as it came: one that is wrong does not spoil the others. */
export function batchIn(value: unknown): readonly unknown[] {
  const parsed = z
    .strictObject({ queries: z.array(z.unknown()).min(1).max(mostQuestions) })
    .safeParse(value)
  if (parsed.success) return parsed.data.queries
  throw fault({
    kind: 'config',
    message: `Expected a JSON object with \`queries\`, a list of one to ${mostQuestions}.`,
    hint: 'docs/analytics/figures.md shows one.',
  })
}

function notUnderstood(error: z.ZodError): Error {
  const [issue] = error.issues
  const place =
    issue === undefined || issue.path.length === 0 ? 'The query' : `\`${issue.path.join('.')}\``
  return fault({
    kind: 'config',
    message: `${place} was not understood: ${issue?.message ?? 'it has another form'}.`,
    hint: 'A query has `metrics` or a `report`, and `range`, and may have `by`, `filters`, `segments`, `compare`, `currency`, `stores`, `clock` and `newAnywhere`.',
  })
}
