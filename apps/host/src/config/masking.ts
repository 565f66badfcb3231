import type { Json } from '@cartograph/core'
import { candidates, entrySchemas, itemSchemas, type JsonSchema } from './json-schema.ts'

/** Replaces personal data in anything that is shown. */
export type Mask = <Value extends Json | undefined>(value: Value) => Value

/**
 * A mask for the values that the schemas mark as personal, wherever they appear.
 *
 * It goes by the values: what a mapping makes of an e-mail address is hidden too, where the address is still in it.
 */
export function maskFor(
  marked: readonly { readonly schema: JsonSchema; readonly value: Json | undefined }[],
): Mask {
  const found = new Set(
    marked.flatMap(({ schema, value }) => personalIn(schema, value)).flatMap(spellings),
  )
  const longestFirst = [...found].toSorted((a, b) => b.length - a.length)
  const patterns = longestFirst.map((value) => ({
    value: value.toLowerCase(),
    // Short ones are hidden only where they stand alone: a middle initial is in every word.
    pattern: value.length < 3 ? undefined : new RegExp(escaped(value), 'gi'),
  }))
  const text = (value: string) =>
    patterns.reduce((shown, { value: personal, pattern }) => {
      if (pattern !== undefined) return shown.replaceAll(pattern, hidden)
      return shown.toLowerCase() === personal ? hidden(shown) : shown
    }, value)
  return (value) => masked(value, text) as typeof value
}

/** A value as it stands in an address, in a form and in JSON. */
function spellings(value: string): readonly string[] {
  return [
    value,
    encodeURIComponent(value.toWellFormed()),
    new URLSearchParams([['', value]]).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
  ]
}

function hidden(value: string): string {
  return `${Array.from(value)[0] ?? ''}…`
}

function masked(value: Json | undefined, text: (value: string) => string): Json | undefined {
  if (typeof value === 'string') return text(value)
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map((item) => masked(item, text) ?? null)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, masked(item, text)] as const),
  )
}

function personalIn(root: JsonSchema, value: Json | undefined): readonly string[] {
  const found: string[] = []
  const walk = (schemas: readonly JsonSchema[], at: Json | undefined, inside: boolean) => {
    const parts = schemas.flatMap((schema) => candidates(root, schema, at))
    const isPersonal = inside || parts.some((part) => typeof part['personal'] === 'string')
    if (typeof at === 'string') {
      if (isPersonal && at.trim() !== '') found.push(at.trim())
    } else if (typeof at === 'object' && at !== null) {
      if (isList(at))
        for (const [index, item] of at.entries()) walk(itemSchemas(parts, index), item, isPersonal)
      else
        for (const [key, item] of Object.entries(at))
          walk(entrySchemas(parts, key), item, isPersonal)
    }
  }
  walk([root], value, false)
  return found
}

function escaped(value: string): string {
  return value.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
