import type { Json, Metrics, SurfaceContext } from '@cartograph/core'
import { countedBy } from './catalogue.ts'

type Query = Parameters<Metrics['query']>[0]

/** All rows of a question. What is to be said beside them has no place in Data Studio, and goes into the log. */
export async function rowsOf(
  { metrics, log }: Pick<SurfaceContext<unknown>, 'metrics' | 'log'>,
  query: Query,
): Promise<readonly (readonly Json[])[]> {
  const found: (readonly Json[])[] = []
  for await (const { rows, notes = [] } of metrics.query(query)) {
    for (const row of rows) found.push(row)
    for (const note of notes) log.warn(note)
  }
  return found
}

/** The values that orders of a range have of a dimension. */
export async function valuesOf(
  context: Pick<SurfaceContext<unknown>, 'metrics' | 'log'>,
  dimension: string,
  query: Pick<Query, 'range' | 'currency' | 'stores' | 'segments'>,
): Promise<readonly string[]> {
  const rows = await rowsOf(context, { ...query, fields: [dimension, countedBy] })
  return rows.flatMap(([value]) => (typeof value === 'string' ? [value] : []))
}
