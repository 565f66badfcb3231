import { fault, type Key } from '@cartograph/core'

/** A key's text in the store: the JSON of its tuple, so that 1 and '1' stay apart. */
export function keyText(key: string | number | Key): string {
  const tuple = typeof key === 'string' || typeof key === 'number' ? [key] : key
  if (!Array.isArray(tuple) || tuple.length === 0) throw unusable(key)
  for (const part of tuple) {
    if (typeof part === 'number' ? !Number.isFinite(part) : typeof part !== 'string')
      throw unusable(key)
    if (typeof part === 'string' && (part.includes('\u0000') || !part.isWellFormed()))
      throw fault({
        kind: 'record',
        message: 'The key holds a character that no database can keep.',
        hint: 'Mend the record at its source.',
      })
  }
  return JSON.stringify(tuple)
}

/** The key of a text that `keyText` made. */
export function keyOfText(text: string): Key {
  return JSON.parse(text) as Key
}

function unusable(key: unknown): Error {
  return fault({
    kind: 'record',
    message: `The record has no usable key: expected text, a number or a list of them, got ${describe(key)}.`,
    hint: 'Check that the row carries its identifier.',
  })
}

function describe(key: unknown): string {
  if (Array.isArray(key)) return `a list with ${key.map((part) => typeof part).join(', ')}`
  return key === null ? 'null' : typeof key
}

/** Orders keys as people do: part by part, numbers by value. */
export function compareKeys(a: Key, b: Key): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [left, right] = [a[index], b[index]]
    if (left === right) continue
    if (typeof left === 'number' && typeof right === 'number') return left - right
    return String(left) < String(right) ? -1 : 1
  }
  return a.length - b.length
}
