import { fault, type Json, type SurfaceContext } from '@cartograph/core'
import * as z from 'zod'
import { metrics } from '../metrics/catalogue.ts'
import { dayText } from '../calendar/day.ts'
import type { Segment } from '../../segments/index.ts'
import { figuresCatalogue } from './catalogue.ts'
import type { Answer, FiguresDoor } from './open-figures.ts'
import { questionIn } from './question.ts'

type Metrics = SurfaceContext<unknown>['metrics']

const metricIds = new Set(metrics.map(({ id }) => id))
const filtersShape = z.array(z.unknown())
/** Rows of one page. */
const page = 1000

/**
 * Figures as surfaces ask for them: fields are metrics and dimensions in any order, and the values of rows stand in that order.
 *
 * Money is text in minor units; shares, counts and days are text too.
 */
export function surfaceMetrics(
  door: FiguresDoor,
  signal: AbortSignal,
  segments?: () => Promise<readonly Pick<Segment, 'id' | 'name' | 'resource'>[]>,
): Metrics {
  return {
    ...(segments !== undefined && {
      segments: async () =>
        (await segments()).map(({ id, name, resource }) => ({ id, label: name, resource })),
    }),
    catalogue: async () => [
      ...figuresCatalogue.metrics.map(({ id, type, unit, definition, isAdditive }) => ({
        kind: 'metric' as const,
        id,
        type,
        unit,
        isAdditive,
        label: labelOf(id),
        definition,
      })),
      ...figuresCatalogue.dimensions.map(({ id, type, definition }) => ({
        kind: 'dimension' as const,
        id,
        type,
        label: labelOf(id),
        definition,
      })),
    ],
    query: async function* ({ fields, range, filters, currency, stores, segments: of, limit }) {
      const asked = fields.filter((field) => metricIds.has(field))
      const parsed = filtersShape.safeParse(filters ?? [])
      if (!parsed.success)
        throw fault({
          kind: 'config',
          message: '`filters` was not understood.',
          hint: 'Expected a list of objects with `dimension`, `values` and perhaps `exclude`.',
        })
      const answer = await door.ask(
        questionIn({
          metrics: asked,
          by: fields.filter((field) => !metricIds.has(field)),
          range,
          filters: parsed.data,
          ...(currency !== undefined && { currency }),
          ...(stores !== undefined && { stores }),
          ...(of !== undefined && { segments: of }),
        }),
        signal,
      )
      const rows = rowsOf(answer, fields).slice(0, limit)
      const notes = notesOf(answer)
      for (let at = 0; at === 0 || at < rows.length; at += page)
        yield { rows: rows.slice(at, at + page), ...(at === 0 && notes.length > 0 && { notes }) }
    },
  }
}

function rowsOf(answer: Answer, fields: readonly string[]): readonly (readonly Json[])[] {
  const lines = answer.by.length === 0 ? [answer.total] : answer.rows
  const metricPlace = new Map(answer.metrics.map(({ id }, place) => [id, place]))
  return lines.map(({ group, figures }) =>
    fields.map((field): Json => {
      const place = metricPlace.get(field)
      if (place === undefined) return group[answer.by.indexOf(field)] ?? null
      return figures[place]?.value ?? null
    }),
  )
}

/** What whoever shows the figures should say beside them. */
export function notesOf({
  unconverted,
  isProvisional,
  currency,
  range,
  tooLittleData = [],
}: Answer): readonly string[] {
  return [
    ...unconverted.map(
      (left) =>
        `${left.orders} orders in ${left.currency} are in no amount: there is no rate to ${currency}.`,
    ),
    ...(isProvisional
      ? [`Amounts of the days up to ${dayText(range.to)} may be converted at an earlier rate.`]
      : []),
    ...tooLittleData.map((name) => `${name} has nobody: a percentile needs thirty.`),
  ]
}

/** `net_sales` as people read it: Net sales. */
function labelOf(id: string): string {
  const words = id.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
