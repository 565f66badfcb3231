import type { Condition, ShopConstant } from './condition.ts'
import type { Segment } from './definition.ts'

/** The numbers of the shop that a segment asks for, each once. */
export function constantsIn({ where }: Segment): readonly ShopConstant[] {
  return [...new Set(found(where))]
}

function found(where: Condition): readonly ShopConstant[] {
  if ('all' in where) return where.all.flatMap(found)
  if ('any' in where) return where.any.flatMap(found)
  if ('not' in where) return found(where.not)
  if ('field' in where) {
    const { value } = where
    return typeof value === 'object' && 'constant' in value ? [value.constant] : []
  }
  return where.where === undefined ? [] : found(where.where)
}
