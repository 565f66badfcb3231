import type { Parts } from '@cartograph/core'
import { inputSchema } from './checked.ts'
import type { JsonSchema } from './json-schema.ts'

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
