import * as z from 'zod'
import { refused, type Accept, type Acceptor } from './accept.ts'
import { fillerOf, type Fill, type Unlisted } from './accept-object.ts'

/** What is known of a schema by other means, in place of what would be read from it. Asked on every level. */
type Known = (schema: z.core.$ZodType) => Accept | undefined

interface Reading {
  readonly known: Known
  /** The objects that are being read: what holds itself is left to the schema. */
  readonly within: readonly z.core.$ZodType[]
}

const nothingKnown: Known = () => undefined

/**
 * Reads a schema once into a quick way to take good values.
 *
 * It never takes what the schema refuses, and leaves all explaining to it: what is `refused` here may still be good. A value
 * that the schema leaves as it is is not copied.
 */
export function acceptorOf(schema: z.core.$ZodType, known: Known = nothingKnown): Acceptor {
  return read(schema, { known, within: [] })
}

function read(schema: z.core.$ZodType, reading: Reading): Acceptor {
  const accept = reading.known(schema)
  const isOptional = schema instanceof z.ZodOptional
  if ((isOptional || schema instanceof z.ZodNullable) && !hasChecks(schema)) {
    const inner = read(schema.unwrap(), reading)
    return {
      isOptional: isOptional || inner.isOptional,
      isNullable: !isOptional || inner.isNullable,
      accept: accept ?? inner.accept,
    }
  }
  if (accept !== undefined) return { isOptional: false, isNullable: false, accept }
  const isAny = schema instanceof z.ZodUnknown && !hasChecks(schema)
  const isNull = schema instanceof z.ZodNull && !hasChecks(schema)
  return { isOptional: isAny, isNullable: isAny || isNull, accept: acceptOf(schema, reading) }
}

/** The same for a value of which nothing is known. */
export function wholly({ isOptional, isNullable, accept }: Acceptor): Accept {
  return (value, prefix) => {
    if (value === null) return isNullable ? value : refused
    if (value === undefined) return isOptional ? value : refused
    return accept(value, prefix)
  }
}

function acceptOf(schema: z.core.$ZodType, reading: Reading): Accept {
  if (hasChecks(schema) || reading.within.includes(schema)) return bySchema(schema)
  if (schema instanceof z.ZodObject) return ofObject(readFields(schema, reading))
  if (schema instanceof z.ZodArray) return ofList(wholly(read(schema.element, reading)))
  if (schema instanceof z.ZodEnum) return only(new Set<unknown>(schema.options))
  if (schema instanceof z.ZodString) return (value) => (typeof value === 'string' ? value : refused)
  if (schema instanceof z.ZodBoolean)
    return (value) => (typeof value === 'boolean' ? value : refused)
  if (schema instanceof z.ZodNumberFormat)
    return schema.format === 'safeint'
      ? (value) => (Number.isSafeInteger(value) ? value : refused)
      : bySchema(schema)
  if (schema instanceof z.ZodNumber) return (value) => (Number.isFinite(value) ? value : refused)
  if (schema instanceof z.ZodUnknown) return (value) => value
  if (schema instanceof z.ZodRecord && hasAnyNames(schema))
    return ofNamed(schema, wholly(read(schema.valueType, reading)))
  return bySchema(schema)
}

function hasChecks(schema: z.core.$ZodType): boolean {
  if (!(schema instanceof z.ZodType)) return true
  const { checks } = schema.def
  return checks !== undefined && checks.length > 0
}

function bySchema(schema: z.core.$ZodType): Accept {
  return (value) => {
    const parsed = z.safeParse(schema, value)
    return parsed.success ? parsed.data : refused
  }
}

function ofObject(fill: Fill): Accept {
  return (value, prefix) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? refused
      : fill(value, prefix)
}

function only(values: ReadonlySet<unknown>): Accept {
  return (value) => (values.has(value) ? value : refused)
}

/** Takes the fields of an object; what checks the object has besides is for the caller to see to. */
export function fieldsOf(schema: z.ZodObject, known: Known): Fill {
  return readFields(schema, { known, within: [] })
}

function readFields(schema: z.ZodObject, { known, within }: Reading): Fill {
  const reading = { known, within: [...within, schema] }
  const fields = Object.entries(schema.shape).map(([name, field]) => ({
    name,
    acceptor: read(field, reading),
    isRequired: isRequired(field),
  }))
  return fillerOf(fields, unlistedOf(schema.def.catchall))
}

/** What the schema would put in the place of a field that is not there is left to it too. */
function isRequired(field: z.core.$ZodType): boolean {
  const without = z.object({ field }).safeParse({})
  return !without.success || 'field' in without.data
}

function unlistedOf(catchall: z.core.$ZodType | undefined): Unlisted {
  return catchall instanceof z.ZodUnknown && !hasChecks(catchall) ? 'kept' : 'refused'
}

function hasAnyNames({ keyType }: z.ZodRecord): boolean {
  return keyType instanceof z.ZodString && !hasChecks(keyType)
}

/** What would change what an object inherits, what is no plain data, and what does not stay as it is, is left to the schema. */
function ofNamed(schema: z.ZodRecord, accept: Accept): Accept {
  const ask = bySchema(schema)
  return (value, prefix) => {
    if (!isPlain(value)) return ask(value, prefix)
    for (const name in value) {
      const field = value[name]
      if (accept(field, prefix) !== field) return ask(value, prefix)
    }
    return value
  }
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  return !Object.hasOwn(value, '__proto__') && !Object.hasOwn(value, 'constructor')
}

function ofList(accept: Accept): Accept {
  return (value, prefix) => {
    if (!Array.isArray(value)) return refused
    const given = value as readonly unknown[]
    let kept: unknown[] | undefined
    for (let index = 0; index < given.length; index += 1) {
      const element = given[index]
      const one = accept(element, prefix)
      if (one === refused) return refused
      if (one === element) continue
      kept ??= [...given]
      kept[index] = one
    }
    return kept ?? given
  }
}
