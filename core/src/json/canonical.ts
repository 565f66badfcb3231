import type { Json } from '../v1/words.ts'

/**
 * The one JSON text of a value, whatever the order in which its fields were written: for hashes and comparisons.
 *
 * Fields are sorted by code unit; what is `undefined` is dropped in objects and is `null` in arrays, and numbers that JSON
 * does not know are `null`, as `JSON.stringify` has it.
 */
export function canonicalise(value: Json | undefined): string {
  if (typeof value === 'string') return JSON.stringify(value)
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
  let text = '{'
  for (const name of Object.keys(value).toSorted()) {
    const field = value[name]
    if (field === undefined) continue
    if (text.length > 1) text += ','
    text += `${JSON.stringify(name)}:${canonicalise(field)}`
  }
  return `${text}}`
}

/** `Array.isArray` that keeps the types of read-only lists. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
