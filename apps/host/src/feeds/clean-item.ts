import type { Json, JsonObject } from '@cartograph/core'
import { visibleText } from './rows/plain-text.ts'

/** What a mapping made, as every form can hold it: nothing is left out rather than null, and text has no characters that nobody sees. */
export function cleanItem(item: JsonObject): JsonObject {
  const kept: [string, Json][] = []
  for (const [name, value] of Object.entries(item)) {
    const clean = value === undefined ? null : cleanValue(value)
    if (clean !== null) kept.push([name, clean])
  }
  return Object.fromEntries(kept)
}

function cleanValue(value: Json): Json {
  if (typeof value === 'string') return visibleText(value)
  if (Array.isArray(value))
    return value.map((each) => cleanValue(each)).filter((each) => each !== null)
  return typeof value === 'object' && value !== null ? cleanItem(value as JsonObject) : value
}
