import type { Condition } from './condition.ts'
import type { Segment } from './definition.ts'
import type { Linked, Resource } from './fields.ts'

/** A percentile that a segment asks for. */
export interface AskedPercentile {
  readonly of: Resource
  readonly field: string
  readonly hundredths: number
}

export function percentilesIn({ where, resource }: Segment): readonly AskedPercentile[] {
  return found(where, resource)
}

function found(where: Condition, of: Linked): readonly AskedPercentile[] {
  if ('all' in where) return where.all.flatMap((part) => found(part, of))
  if ('any' in where) return where.any.flatMap((part) => found(part, of))
  if ('not' in where) return found(where.not, of)
  if ('op' in where && 'field' in where) {
    const { field, value } = where
    return of !== 'event' && typeof value === 'object' && 'percentile' in value
      ? [{ of, field, hundredths: value.percentile }]
      : []
  }
  const linked = where.count ?? where.of ?? of
  return where.where === undefined ? [] : found(where.where, linked)
}
