import type { JsonSchema } from './json-schema.ts'

/** Pieces of which the vendor's schemas are made. */
export const text: JsonSchema = { type: 'string' }
export const number: JsonSchema = { type: 'number' }
export const integer: JsonSchema = { type: 'integer' }
export const flag: JsonSchema = { type: 'boolean' }
export const uri: JsonSchema = { type: 'string', format: 'uri' }
export const dateTime: JsonSchema = { type: 'string', format: 'date-time' }
export const day: JsonSchema = { type: 'string', format: 'date' }
export const texts: JsonSchema = { type: 'array', items: text }
/** An object of which anything may be told. */
export const free: JsonSchema = { type: 'object' }

export function words(...values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values }
}

export function closed(
  properties: Readonly<Record<string, JsonSchema>>,
  ...required: readonly string[]
): JsonSchema {
  return { type: 'object', properties, required }
}

export function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items }
}

/** The same, and `null`. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (schema.type === undefined) return schema
  return Object.assign({}, schema, { type: [schema.type, 'null'].flat() })
}

/** An object whose properties may all be `null`. */
export function loose(
  properties: Readonly<Record<string, JsonSchema>>,
  ...required: readonly string[]
): JsonSchema {
  const all = Object.entries(properties).map(([name, schema]): [string, JsonSchema] => [
    name,
    required.includes(name) ? schema : orNull(schema),
  ])
  return closed(Object.fromEntries(all), ...required)
}
