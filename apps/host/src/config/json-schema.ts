import { isPlainObject } from './environment.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** The parts of a schema that may apply to a value: references followed, alternatives that cannot fit left out. */
export function candidates(root: JsonSchema, schema: JsonSchema, value: unknown): JsonSchema[] {
  return expand(root, schema, value, 0)
}

function expand(root: JsonSchema, schema: JsonSchema, value: unknown, depth: number): JsonSchema[] {
  // A schema whose references only lead to each other says nothing.
  if (depth > 32) return []
  const found = [schema]
  if (typeof schema['$ref'] === 'string') {
    const target = referenced(root, schema['$ref'])
    if (target !== undefined) found.push(...expand(root, target, value, depth + 1))
  }
  for (const part of schemasIn(schema['allOf'])) found.push(...expand(root, part, value, depth + 1))
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schemasIn(schema[keyword]).map((branch) =>
      expand(root, branch, value, depth + 1),
    )
    const fitting = branches.filter((branch) => branch.every((part) => mayFit(root, part, value)))
    found.push(...(fitting.length > 0 ? fitting : branches).flat())
  }
  return found
}

/** The schemas of one entry of an object; none where nothing is said about it. */
export function entrySchemas(parts: readonly JsonSchema[], key: string): JsonSchema[] {
  return parts.flatMap((part) => {
    const named = isPlainObject(part['properties']) ? own(part['properties'], key) : undefined
    if (isPlainObject(named)) return [named]
    return isPlainObject(part['additionalProperties']) ? [part['additionalProperties']] : []
  })
}

/** The schemas of one item of a list. */
export function itemSchemas(parts: readonly JsonSchema[], index: number): JsonSchema[] {
  return parts.flatMap((part) => {
    const fixed = schemasIn(part['prefixItems'])[index]
    if (fixed !== undefined) return [fixed]
    return isPlainObject(part['items']) ? [part['items']] : []
  })
}

/** The names that an object may have; undefined where any name will do. */
export function namesOf(parts: readonly JsonSchema[]): readonly string[] | undefined {
  const objects = parts.filter((part) => isPlainObject(part['properties']))
  const open = parts.some(
    (part) => part['additionalProperties'] !== undefined && part['additionalProperties'] !== false,
  )
  if (open || objects.length === 0) return undefined
  return objects.flatMap((part) => Object.keys(part['properties'] as object))
}

function mayFit(root: JsonSchema, part: JsonSchema, value: unknown): boolean {
  if ('const' in part && part['const'] !== value) return false
  if (Array.isArray(part['enum']) && !part['enum'].includes(value)) return false
  const types = typeof part['type'] === 'string' ? [part['type']] : part['type']
  if (Array.isArray(types) && !types.some((type) => hasType(value, type))) return false
  if (!isPlainObject(value) || !isPlainObject(part['properties'])) return true
  // Alternatives that are told apart by a fixed field, such as `type: sftp`.
  return Object.entries(part['properties']).every(([key, schema]) => {
    if (!isPlainObject(schema) || !('const' in schema)) return true
    return schema['const'] === own(value, key)
  })
}

function hasType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'integer':
      return Number.isInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isPlainObject(value)
    default:
      return true
  }
}

function referenced(root: JsonSchema, reference: string): JsonSchema | undefined {
  let target: unknown = root
  for (const segment of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')
    target = isPlainObject(target) ? own(target, key) : undefined
  }
  return isPlainObject(target) ? target : undefined
}

function schemasIn(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter((item) => isPlainObject(item)) : []
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
