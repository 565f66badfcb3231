import * as z from 'zod'
import { quickTexts } from './fields.ts'

/** Told apart from every value that a row can have. */
const refused = Symbol('refused')

/** The value as it goes into the row, or `refused`. */
type Accept = (value: unknown) => unknown

/**
 * A quick way to take good rows: gives what the schema would, with new objects and lists, or `undefined` where it is not sure.
 *
 * Zod looks at every field that an object may have; this looks at those that are there. It is built from the schema, never
 * takes what the schema refuses, and leaves all explaining to it.
 */
export function quickly(
  schema: z.ZodObject,
): (value: object) => Record<string, unknown> | undefined {
  const accept = acceptOf(schema)
  return (value) => {
    const accepted = accept(value)
    return accepted === refused ? undefined : (accepted as Record<string, unknown>)
  }
}

function acceptOf(schema: z.core.$ZodType): Accept {
  if (schema instanceof z.ZodOptional) return unless(undefined, acceptOf(schema.unwrap()))
  if (schema instanceof z.ZodNullable) return unless(null, acceptOf(schema.unwrap()))
  if (!(schema instanceof z.ZodType)) return bySchema(schema)
  const quickText = quickTexts.get(schema.def)
  if (quickText !== undefined)
    return (value) => (typeof value === 'string' ? (quickText(value) ?? refused) : refused)
  if (hasChecks(schema)) return bySchema(schema)
  if (schema instanceof z.ZodObject) return ofObject(schema)
  if (schema instanceof z.ZodArray) return ofList(acceptOf(schema.element))
  if (schema instanceof z.ZodEnum) return only(new Set<unknown>(schema.options))
  if (schema instanceof z.ZodString) return (value) => (typeof value === 'string' ? value : refused)
  if (schema instanceof z.ZodBoolean)
    return (value) => (typeof value === 'boolean' ? value : refused)
  if (schema instanceof z.ZodNumberFormat && schema.format === 'safeint')
    return (value) => (Number.isSafeInteger(value) ? value : refused)
  if (schema instanceof z.ZodNumber) return (value) => (Number.isFinite(value) ? value : refused)
  return bySchema(schema)
}

function hasChecks(schema: z.ZodType): boolean {
  const { checks } = schema.def
  return checks !== undefined && checks.length > 0
}

function unless(nothing: null | undefined, accept: Accept): Accept {
  return (value) => (value === nothing ? value : accept(value))
}

function only(values: ReadonlySet<unknown>): Accept {
  return (value) => (values.has(value) ? value : refused)
}

function bySchema(schema: z.core.$ZodType): Accept {
  return (value) => {
    const parsed = z.safeParse(schema, value)
    return parsed.success ? parsed.data : refused
  }
}

function ofList(accept: Accept): Accept {
  return (value) => {
    if (!Array.isArray(value)) return refused
    const accepted: unknown[] = []
    for (const element of value as readonly unknown[]) {
      const one = accept(element)
      if (one === refused) return refused
      accepted.push(one)
    }
    return accepted
  }
}

function ofObject(schema: z.ZodObject): Accept {
  const fields = new Map<string, Accept>()
  const required: string[] = []
  for (const [name, field] of Object.entries(schema.shape)) {
    fields.set(name, acceptOf(field))
    if (!z.safeParse(field, undefined).success) required.push(name)
  }
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused
    const accepted: Record<string, unknown> = {}
    for (const name of Object.keys(value)) {
      const accept = fields.get(name)
      if (accept === undefined) return refused
      const one = accept((value as Readonly<Record<string, unknown>>)[name])
      if (one === refused) return refused
      if (one !== undefined) accepted[name] = one
    }
    for (const name of required) if (accepted[name] === undefined) return refused
    return accepted
  }
}
