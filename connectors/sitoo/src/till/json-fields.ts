import type { Json, JsonObject } from '@cartograph/core'

export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text that is not blank. */
export function textIn(row: JsonObject, name: string): string | undefined {
  const value = row[name]
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function textsIn(row: JsonObject, name: string): readonly string[] {
  const value = row[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export function numberIn(row: JsonObject, name: string): number | undefined {
  const value = row[name]
  return typeof value === 'number' ? value : undefined
}

export function rowsIn(row: JsonObject, name: string): readonly JsonObject[] {
  const value = row[name]
  return Array.isArray(value) ? value.filter(isRecord) : []
}
