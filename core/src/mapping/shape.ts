import type { Kind } from './kind.ts'

/** A JSON Schema (draft 2020-12, as zod prints it) or a part of one; only what is read. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: boolean | JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly [keyword: string]: unknown
}

/** A part of a schema with the whole that its `$ref`s point into. */
export interface Shape {
  readonly root: JsonSchema
  readonly schema: JsonSchema
}

export function shapeOf(root: JsonSchema): Shape {
  return { root, schema: root }
}

/** The schemas of which a value must fit one, references followed and null left out. */
export function alternatives(shape: Shape, depth = 0): readonly JsonSchema[] {
  const { schema, root } = shape
  if (depth > 20) return [{}]
  if (schema.$ref !== undefined) {
    const target = referenced(root, schema.$ref)
    return target === undefined ? [{}] : alternatives({ root, schema: target }, depth + 1)
  }
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined)
    return options.flatMap((option) => alternatives({ root, schema: option }, depth + 1))
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map(
      (part) => alternatives({ root, schema: part }, depth + 1)[0] ?? {},
    )
    return [parts.reduce<JsonSchema>(merged, schema.properties === undefined ? {} : schema)]
  }
  return schema.type === 'null' || schema.const === null ? [] : [schema]
}

/** Both at once; only what the checker reads. */
function merged(first: JsonSchema, second: JsonSchema): JsonSchema {
  return {
    ...first,
    ...second,
    properties: { ...first.properties, ...second.properties },
    required: [...(first.required ?? []), ...(second.required ?? [])],
  }
}

function referenced(root: JsonSchema, pointer: string): JsonSchema | undefined {
  if (!pointer.startsWith('#')) return undefined
  let found: unknown = root
  for (const part of pointer.slice(1).split('/').slice(1)) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[name]
  }
  return found as JsonSchema | undefined
}

/** What lies one step further in. */
export type Step =
  | { readonly found: Shape }
  /** Nothing is said of it: an open schema without any names, or any value. */
  | { readonly found: undefined; readonly certain: undefined }
  /** `closed`: it cannot be there. `open`: it may, but the schema knows others by name. */
  | {
      readonly found: undefined
      readonly certain: 'closed' | 'open'
      readonly names: readonly string[]
    }

export function step(shape: Shape, name: string): Step {
  const { root } = shape
  const found: JsonSchema[] = []
  const names: string[] = []
  let closed = true
  let silent = false
  for (const schema of alternatives(shape)) {
    if (isArraySchema(schema)) {
      if (name === '*' || /^\d+$/.test(name)) {
        const element = elementOf(schema, name)
        if (element === undefined) silent = true
        else found.push(element)
      }
      continue
    }
    const property = schema.properties?.[name]
    if (property !== undefined && Object.hasOwn(schema.properties ?? {}, name)) found.push(property)
    else if (
      typeof schema.additionalProperties === 'object' &&
      Object.keys(schema.additionalProperties).length > 0
    )
      found.push(schema.additionalProperties)
    else if (schema.properties === undefined) {
      if (schema.type === undefined || isOneOf(schema, 'object')) silent = true
    } else if (schema.additionalProperties !== false) closed = false
    names.push(...Object.keys(schema.properties ?? {}))
  }
  if (found.length === 1 && found[0] !== undefined) return { found: { root, schema: found[0] } }
  if (found.length > 1) return { found: { root, schema: { anyOf: found } } }
  if (silent) return { found: undefined, certain: undefined }
  return { found: undefined, certain: closed ? 'closed' : 'open', names }
}

function isArraySchema(schema: JsonSchema): boolean {
  return isOneOf(schema, 'array') || schema.items !== undefined || schema.prefixItems !== undefined
}

function isOneOf(schema: JsonSchema, type: string): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type))
}

function elementOf(schema: JsonSchema, name: string): JsonSchema | undefined {
  const prefix = name === '*' ? undefined : schema.prefixItems?.[Number(name)]
  if (prefix !== undefined) return prefix
  return typeof schema.items === 'object' ? schema.items : undefined
}

/** All JSON types that fit, null aside; `undefined` where any may. */
export function kindsOf(shape: Shape): readonly Kind[] | undefined {
  const kinds = new Set<Kind>()
  for (const schema of alternatives(shape)) {
    const types = typesOf(schema)
    if (types === undefined) return undefined
    for (const type of types) if (type !== 'null') kinds.add(type as Kind)
  }
  return kinds.size === 0 ? undefined : [...kinds]
}

function typesOf(schema: JsonSchema): readonly string[] | undefined {
  if (typeof schema.type === 'string') return [schema.type]
  if (schema.type !== undefined) return schema.type
  if (schema.properties !== undefined) return ['object']
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  return values?.map((value) => (value === null ? 'null' : typeof value))
}

/** The closed list of values, if there is one. */
export function valuesOf(shape: Shape): readonly unknown[] | undefined {
  const values: unknown[] = []
  for (const schema of alternatives(shape)) {
    const own = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
    if (own === undefined) return undefined
    values.push(...own)
  }
  return values.length === 0 ? undefined : values
}
