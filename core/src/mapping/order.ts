import { canonicalise } from '../json/index.ts'
import type { Json } from '../v1/words.ts'

/**
 * An order over all values, for stable sorting: false, true; numbers by size; text by code unit; then the rest by its JSON
 * text. Null and missing come last in both directions.
 */
export function byValue(
  first: Json | undefined,
  second: Json | undefined,
  sign: 1 | -1 = 1,
): number {
  const left = rank(first)
  const right = rank(second)
  if (left === 4 || right === 4) return left - right
  if (left !== right) return (left - right) * sign
  if (typeof first === 'number' && typeof second === 'number') return (first - second) * sign
  const one = typeof first === 'string' ? first : canonicalise(first)
  const other = typeof second === 'string' ? second : canonicalise(second)
  if (one === other) return 0
  return one < other ? -sign : sign
}

function rank(value: Json | undefined): number {
  if (value === null || value === undefined) return 4
  if (typeof value === 'boolean') return 0
  if (typeof value === 'number') return 1
  return typeof value === 'string' ? 2 : 3
}
