import { canonicalise, type Key } from '@cartograph/core'

/** Equal keys as equal text; `5` and `'5'` are two. */
export function keyText(key: string | number | Key): string {
  return JSON.stringify(Array.isArray(key) ? key : [key])
}

export function keyOf(text: string): Key {
  return JSON.parse(text) as Key
}

/** Equal rows as equal text. */
export function rowText(row: unknown): string {
  return canonicalise(row as Parameters<typeof canonicalise>[0])
}

/** A few of many, for a message. */
export function some(texts: Iterable<string>): string {
  const all = [...texts]
  const shown = all.slice(0, 3).join(', ')
  return all.length > 3 ? `${shown} and ${all.length - 3} more` : shown
}
