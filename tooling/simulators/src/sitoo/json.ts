export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a record holds under a name, as text; empty where it holds nothing of the kind. */
export function textOf(record: JsonObject, name: string): string {
  const value = record[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function listOf(record: JsonObject, name: string): readonly JsonObject[] {
  const value = record[name]
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
