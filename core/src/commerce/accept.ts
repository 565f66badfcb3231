import * as z from 'zod'
import { fieldsOf, refused, type Accept } from '../schema/index.ts'
import { isNativeId, quickTexts, rowConditions } from './fields.ts'

/**
 * A quick way to take good rows of an entity: what the schema would give, with ids of other rows qualified by `prefix`; or
 * `undefined` where it is not sure. The row is written to.
 */
export function quickly(
  schema: z.ZodObject,
): (row: Record<string, unknown>, prefix: string) => Record<string, unknown> | undefined {
  const fill = fieldsOf(schema, known)
  const condition = rowConditions.get(schema.def)
  // A check that is known by no quick condition is left to the schema.
  if (condition === undefined && (schema.def.checks ?? []).length > 0) return () => undefined
  return (row, prefix) => {
    const taken = fill(row, prefix, row)
    if (taken === refused || condition?.(row) === false) return undefined
    return row
  }
}

/** The texts of the model; ids of other rows become those of the connection. */
function known(schema: z.core.$ZodType): Accept | undefined {
  if (z.globalRegistry.get(schema)?.['reference'] !== undefined) return takeReference
  const quick = schema instanceof z.ZodType ? quickTexts.get(schema.def) : undefined
  if (quick === undefined) return undefined
  return (value) => (typeof value === 'string' ? (quick(value) ?? refused) : refused)
}

function takeReference(value: unknown, prefix: string): unknown {
  return typeof value === 'string' && isNativeId(value) ? qualified(value, prefix) : refused
}

/** An id as it is in the store, of which every connection has its own. */
export function qualified(id: string, prefix: string): string {
  return id.startsWith(prefix) ? id : prefix + id
}
