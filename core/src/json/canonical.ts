import type { Json, JsonObject } from '../v1/words.ts'

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
  let text = '{'
  for (const name of sortedNames(value)) {
    const field = value[name]
    if (field === undefined) continue
    text += text.length > 1 ? `,${quotedName(name)}:` : `${quotedName(name)}:`
    text += canonicalise(field)
  }
  return `${text}}`
}

/** Names mostly come sorted, or nearly so, from what was canonical before. */
function sortedNames(value: JsonObject): readonly string[] {
  const names = Object.keys(value)
  for (let index = 1; index < names.length; index += 1)
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return names.toSorted()
  return names
}

const maxQuoted = 5000
const quoted = new Map<string, string>()

/** Names come again and again, unlike texts. */
function quotedName(name: string): string {
  let text = quoted.get(name)
  if (text === undefined) {
    text = JSON.stringify(name)
    if (quoted.size < maxQuoted) quoted.set(name, text)
  }
  return text
}

/** `Array.isArray` that keeps the types of read-only lists. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
