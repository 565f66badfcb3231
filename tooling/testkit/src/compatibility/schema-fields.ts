import { isObject } from '../marked-values.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/**
 * What a JSON Schema says, a line a field: `"billing.email?": "string format=email | null"`.
 *
 * `?` stands after what may be left out, `[]` for the elements of a list, `*` for entries by any name, and `$` for the
 * whole. Titles and descriptions are left out: they promise nothing.
 */
export type SchemaFields = Readonly<Record<string, string>>

/** The fields of a schema, by their names. */
export function schemaFields(root: unknown): SchemaFields {
  const found = new Map<string, string>()
  const walk = (schemas: readonly unknown[], path: string, isOptional: boolean, open: Open) => {
    const inner = new Set(open)
    const parts = schemas.flatMap((schema) => alternatives(root, schema, open, inner))
    const name = `${path === '' ? '$' : path}${isOptional ? '?' : ''}`
    found.set(name, [...new Set(parts.map(typeText))].toSorted().join(' | '))
    const inside = path === '' ? '' : `${path}.`
    const objects = parts.filter(({ properties }) => isObject(properties))
    for (const field of new Set(objects.flatMap(propertyNames))) {
      const own = objects.flatMap((part) => propertyOf(part, field) ?? [])
      walk(own, `${inside}${field}`, !objects.every((part) => requires(part, field)), inner)
    }
    const lists = parts.filter(({ type }) => type === 'array')
    if (lists.length > 0) {
      const elements = lists.map(({ items }) => items ?? {})
      walk(elements, `${path === '' ? '$' : path}[]`, false, inner)
    }
    const entries = parts.flatMap(({ additionalProperties: entry }) =>
      isObject(entry) && Object.keys(entry).length > 0 ? [entry] : [],
    )
    if (entries.length > 0) walk(entries, `${inside}*`, true, inner)
  }
  walk([root], '', false, new Set(['#']))
  return Object.fromEntries([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** The references that led here: a schema that holds itself is not entered again. */
type Open = ReadonlySet<string>

/** A schema without references and unions: one of each kind of value that it takes. */
function alternatives(
  root: unknown,
  schema: unknown,
  open: Open,
  inner: Set<string>,
): readonly JsonSchema[] {
  if (!isObject(schema)) return [{}]
  const { $ref: reference, type } = schema
  const again = (part: unknown) => alternatives(root, part, open, inner)
  if (typeof reference === 'string') {
    if (open.has(reference)) return [{}]
    inner.add(reference)
    return alternatives(root, resolved(root, reference), new Set([...open, reference]), inner)
  }
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword]
    if (Array.isArray(branches)) return branches.flatMap(again)
  }
  if (Array.isArray(schema['allOf'])) return [merged(schema['allOf'].flatMap(again))]
  if (Array.isArray(type)) return type.map((one: unknown) => withType(schema, one))
  if (Array.isArray(schema['enum']))
    return schema['enum'].map((value: unknown) => ({ const: value }))
  return [schema]
}

function withType(schema: JsonSchema, type: unknown): JsonSchema {
  return { ...schema, type }
}

/** A value that must fit several schemas has the fields of all. */
function merged(parts: readonly JsonSchema[]): JsonSchema {
  return {
    ...(Object.assign({}, ...parts) as JsonSchema),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as JsonSchema,
    required: parts.flatMap(({ required }) => (Array.isArray(required) ? required : [])),
  }
}

function resolved(root: unknown, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), root)
}

function propertyNames({ properties }: JsonSchema): readonly string[] {
  return isObject(properties) ? Object.keys(properties) : []
}

function propertyOf({ properties }: JsonSchema, name: string): unknown {
  return isObject(properties) ? properties[name] : undefined
}

function requires({ required }: JsonSchema, name: string): boolean {
  return Array.isArray(required) && required.includes(name)
}

const bounds = [
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'multipleOf',
] as const

/** One alternative: its type or its only value, then what else it asks, each without a space inside. */
function typeText(schema: JsonSchema): string {
  if ('const' in schema) return word(schema['const'])
  const { type, format, pattern } = schema
  if (type === undefined && isObject(schema['properties']))
    return typeText({ ...schema, type: 'object' })
  if (typeof type !== 'string') return 'any'
  return [
    type,
    ...(schema['additionalProperties'] === false ? ['closed'] : []),
    ...formOf(format, pattern),
    ...bounds.flatMap((keyword) => {
      const bound = schema[keyword]
      return typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER
        ? [`${keyword}=${bound}`]
        : []
    }),
  ].join(' ')
}

/** Formats whose pattern says the same once more, at length. */
const plainFormats = new Set(['date', 'date-time', 'duration', 'email', 'time', 'uri', 'uuid'])

function formOf(format: unknown, pattern: unknown): readonly string[] {
  if (typeof format === 'string' && (plainFormats.has(format) || typeof pattern !== 'string'))
    return [`format=${format}`]
  return typeof pattern === 'string' ? [`pattern=${word(pattern)}`] : []
}

function word(value: unknown): string {
  return JSON.stringify(value).replaceAll(' ', String.raw`\u0020`)
}
