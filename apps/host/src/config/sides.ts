import { entities, type EntityName, type Parts } from '@cartograph/core'
import { inputSchema } from './checked.ts'
import type { JsonSchema } from './json-schema.ts'

/** What a mapping of a delivery reads: a row of an entity. */
export function entitySource(entity: EntityName): JsonSchema {
  return inputSchema(entities[entity].schema)
}

/** What a mapping of a stream must make: a row without its `connection`, which the engine adds. */
export function entityTarget(entity: EntityName): JsonSchema {
  const schema = entitySource(entity)
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return { ...schema, required: required.filter((name) => name !== 'connection') }
}

/** What a mapping of a stream reads: a native row. */
export function streamSource(parts: Parts<unknown>, stream: string): JsonSchema | undefined {
  const schema = parts.streams?.[stream]?.schema
  return schema === undefined ? undefined : inputSchema(schema)
}

/** What a mapping of a delivery must make: an item of the sink. */
export function sinkTarget(parts: Parts<unknown>, sink: string): JsonSchema | undefined {
  const schema = parts.sinks?.[sink]?.schema
  return schema === undefined ? undefined : inputSchema(schema)
}
