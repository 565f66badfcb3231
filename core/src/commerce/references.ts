import * as z from 'zod'
import type { EntityName } from './names.ts'

export interface Reference {
  readonly path: readonly string[]
  readonly entity: EntityName
}

/** Finds the fields of a schema that are marked as ids of other entities, in nested objects and lists too. */
export function referencesOf(schema: z.core.$ZodType, path: readonly string[] = []): Reference[] {
  const entity = z.globalRegistry.get(schema)?.['reference']
  if (typeof entity === 'string') return [{ path, entity: entity as EntityName }]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return referencesOf(schema.unwrap(), path)
  if (schema instanceof z.ZodArray) return referencesOf(schema.element, [...path, '*'])
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      referencesOf(field as z.core.$ZodType, [...path, name]),
    )
  return []
}
