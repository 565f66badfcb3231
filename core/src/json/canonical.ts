import type { Json } from '../v1/words.ts'
import { nameOrder } from './name-order.ts'

/** What JSON text cannot hold as it is. */
const escaped = /[\p{Cc}"\\\uD800-\uDFFF]/u

/**
 * The one JSON text of a value, whatever the order in which its fields were written: for hashes and comparisons.
 *
 * Fields are sorted by code unit; what is `undefined` is dropped in objects and is `null` in arrays, and numbers that JSON
 * does not know are `null`, as `JSON.stringify` has it.
 */
export function canonicalise(value: Json | undefined): string {
  if (typeof value === 'string') return escaped.test(value) ? JSON.stringify(value) : `"${value}"`
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (value === null || value === undefined) return 'null'
  if (isList(value)) {
    let text = '['
    for (let index = 0; index < value.length; index += 1) {
      text += index === 0 ? canonicalise(value[index]) : `,${canonicalise(value[index])}`
    }
    return `${text}]`
  }
  const { sorted, heads } = nameOrder(Object.keys(value))
  let text = '{'
  for (let index = 0; index < sorted.length; index += 1) {
    const field = value[sorted[index] ?? '']
    if (field === undefined) continue
    const head = heads[index] ?? ''
    text += text.length > 1 ? `,${head}` : head
    text += canonicalise(field)
  }
  return `${text}}`
}

/** `Array.isArray` that keeps the types of read-only lists. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
