import type { Connector, Json } from '@cartograph/core'
import { inputSchema } from './checked.ts'
import { candidates, namesOf, type JsonSchema } from './json-schema.ts'

/** Settings as somebody might write them, and what the connector's schema makes of them. */
export interface SampleSettings {
  readonly written: Readonly<Record<string, unknown>>
  readonly config: unknown
}

/**
 * Settings to show what a connector has: the examples of its schema, else the least that the schema asks for, made of the
 * examples, defaults and first choices of the single settings.
 *
 * Empty where the schema refuses all of them.
 */
export async function sampleSettings(
  connector: Connector<unknown, Json>,
): Promise<readonly SampleSettings[]> {
  const schema = inputSchema(connector.config)
  const examples = Array.isArray(schema['examples']) ? (schema['examples'] as unknown[]) : []
  const samples: SampleSettings[] = []
  for (const written of examples.length > 0 ? examples : [leastOf(schema)]) {
    // The schema may hand parts of the value on, and a page must not change the schema's own examples.
    const result = await connector.config['~standard'].validate(structuredClone(written))
    if (result.issues === undefined && isObject(written))
      samples.push({ written, config: result.value })
  }
  return samples
}

function leastOf(schema: JsonSchema): unknown {
  return valueFor(schema, schema, 0)
}

function valueFor(root: JsonSchema, schema: JsonSchema, depth: number): unknown {
  if (depth > 8) return null
  const parts = candidates(root, schema, undefined)
  const first = (key: string): unknown => parts.find((part) => part[key] !== undefined)?.[key]
  const examples = first('examples')
  if (Array.isArray(examples)) return examples[0]
  for (const key of ['default', 'const']) if (first(key) !== undefined) return first(key)
  const choices = first('enum')
  if (Array.isArray(choices)) return choices[0]
  switch (first('type')) {
    case 'string':
      return textFor(first('format'))
    case 'integer':
    case 'number':
      return first('minimum') ?? 1
    case 'boolean':
      return false
    case 'array': {
      const least = Number(first('minItems') ?? 0)
      const item = first('items')
      return isObject(item)
        ? Array.from({ length: least }, () => valueFor(root, item, depth + 1))
        : []
    }
    case 'object': {
      const required = new Set(
        parts.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : [])),
      )
      const names = (namesOf(parts) ?? []).filter((name) => required.has(name))
      return Object.fromEntries(
        names.map((name) => [name, valueFor(root, propertyOf(parts, name), depth + 1)]),
      )
    }
    default:
      return null
  }
}

function propertyOf(parts: readonly JsonSchema[], name: string): JsonSchema {
  for (const { properties } of parts) {
    const found = isObject(properties) ? properties[name] : undefined
    if (isObject(found)) return found
  }
  return {}
}

function textFor(format: unknown): string {
  if (format === 'uri') return 'https://shop.example'
  if (format === 'email') return 'anna@shop.example'
  return format === 'date' ? '2025-01-31' : 'text'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
