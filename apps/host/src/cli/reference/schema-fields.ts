import { candidates, entrySchemas, itemSchemas, type JsonSchema } from '../../config/index.ts'
import { typeText } from './type-text.ts'

/** One setting or field, as its schema describes it. */
export interface SchemaField {
  /** `billing.email`, `lines[].sku`, `sources.*.path` (`*`: any name). */
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
  readonly standard?: unknown
  readonly isSecret: boolean
  readonly isPath: boolean
  readonly personal?: string
  readonly description: string
}

/** Deeper than that nobody reads a table. */
const deepest = 5

/** What a JSON Schema says of every field below its root, parents before their children. */
export function schemaFields(root: JsonSchema): readonly SchemaField[] {
  const found = new Map<string, SchemaField>()

  const below = (parts: readonly JsonSchema[], path: string, depth: number): void => {
    for (const name of fieldNames(parts)) {
      const isRequired = parts
        .filter((part) => hasField(part, name))
        .every(({ required }) => Array.isArray(required) && required.includes(name))
      // Fields of entries with any name stand under `*`.
      const own = path === '' ? name : `${path}.${name}`
      const schemas = parts.flatMap((part) =>
        hasField(part, name) ? entrySchemas([part], name) : [],
      )
      add(own, schemas, isRequired, depth)
    }
    const named = parts.flatMap(({ additionalProperties: entry }) =>
      isSchema(entry) ? [entry] : [],
    )
    if (named.length > 0) within(expand(named), path === '' ? '*' : `${path}.*`, depth)
  }

  const within = (parts: readonly JsonSchema[], path: string, depth: number): void => {
    if (depth > deepest) return
    below(parts, path, depth + 1)
    const items = expand(itemSchemas(parts, 0))
    if (items.length > 0) within(items, `${path}[]`, depth + 1)
  }

  const add = (
    path: string,
    schemas: readonly JsonSchema[],
    isRequired: boolean,
    depth: number,
  ): void => {
    const parts = expand(schemas)
    const before = found.get(path)
    const field = fieldOf(path, schemas, parts, isRequired)
    found.set(path, before === undefined ? field : both(before, field))
    within(parts, path, depth)
  }

  const expand = (schemas: readonly JsonSchema[]): JsonSchema[] =>
    schemas.flatMap((schema) => candidates(root, schema, undefined))

  below(expand([root]), '', 0)
  return [...found.values()]
}

function fieldOf(
  path: string,
  schemas: readonly JsonSchema[],
  parts: readonly JsonSchema[],
  isRequired: boolean,
): SchemaField {
  const first = (key: string) => parts.find((part) => part[key] !== undefined)?.[key]
  const standard = first('default')
  const personal = first('personal')
  const description = first('description')
  return {
    path,
    type: [...new Set(schemas.map((schema) => typeText(schema)))].join(' or '),
    isRequired: isRequired && standard === undefined,
    ...(standard !== undefined && { standard }),
    isSecret: parts.some((part) => part['secret'] === true || marksItems(part)),
    isPath: parts.some((part) => part['path'] === true),
    ...(typeof personal === 'string' && { personal }),
    description: typeof description === 'string' ? description : '',
  }
}

/** The same field in two alternatives of a union. */
function both(one: SchemaField, other: SchemaField): SchemaField {
  const types = [...new Set([...one.type.split(' or '), other.type])]
  return {
    ...one,
    type: types.join(' or '),
    description: [...new Set([one.description, other.description])].filter(Boolean).join(' Or: '),
  }
}

function marksItems(part: JsonSchema): boolean {
  return isSchema(part['items']) && part['items']['secret'] === true
}

function fieldNames(parts: readonly JsonSchema[]): readonly string[] {
  const names = parts.flatMap(({ properties }) =>
    isSchema(properties) ? Object.keys(properties) : [],
  )
  return [...new Set(names)]
}

function hasField({ properties }: JsonSchema, name: string): boolean {
  return isSchema(properties) && Object.hasOwn(properties, name)
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
