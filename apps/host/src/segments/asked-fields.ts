import type { Condition } from './condition.ts'
import type { Segment } from './definition.ts'
import type { Linked } from './fields.ts'

/** Something that a segment looks at; without a field it counts. */
export interface AskedField {
  readonly of: Linked
  readonly field?: string
}

/** Everything that a segment looks at. */
export function askedFields({ where, resource }: Segment): readonly AskedField[] {
  return found(where, resource)
}

function found(where: Condition, of: Linked): readonly AskedField[] {
  if ('all' in where) return where.all.flatMap((part) => found(part, of))
  if ('any' in where) return where.any.flatMap((part) => found(part, of))
  if ('not' in where) return found(where.not, of)
  if ('field' in where) {
    const { field, value } = where
    const other = typeof value === 'object' && 'field' in value ? [{ of, field: value.field }] : []
    return [{ of, field }, ...other]
  }
  const linked = where.count ?? where.of ?? of
  const { sum, where: inner } = where
  return [
    { of: linked, ...(sum !== undefined && { field: sum }) },
    ...(inner === undefined ? [] : found(inner, linked)),
  ]
}
