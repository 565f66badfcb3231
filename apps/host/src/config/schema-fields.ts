import type { Json, JsonObject } from '@cartograph/core'
import { isPlainObject } from './environment.ts'
import { candidates, entrySchemas, itemSchemas, type JsonSchema } from './json-schema.ts'

/** A place in the values of a schema. */
export interface SchemaField {
  /** As mappings write it: `$.billing.email`, `$.lines[0].sku`. */
  readonly path: string
  /** As JSON Schema names it; several with `|`, and `any` where nothing is said. */
  readonly type: string
  /** It is there in every value. */
  readonly required: boolean
  /** The few that it can be. */
  readonly values?: readonly string[]
}

/** So many fields nobody looks through, and documents of vendors have no end. */
const mostFields = 500
const mostSamples = 3
const longestSample = 60

/**
 * The fields of a schema, and those that only some values have, in the order in which they stand there.
 *
 * @param depth how many names a path may have; of a list the first element is shown.
 */
export function schemaFields(
  root: JsonSchema,
  depth: number,
  values: readonly Json[] = [],
): readonly SchemaField[] {
  const found: SchemaField[] = []
  const walk = (schemas: readonly JsonSchema[], at: Place, here: readonly Json[]) => {
    const parts = schemas.flatMap((schema) => candidates(root, schema, undefined))
    if (at.path !== '$') found.push(fieldOf(parts, at, here))
    if (at.left === 0 || found.length >= mostFields) return
    const lists = here.flatMap((value) => (Array.isArray(value) ? [value as readonly Json[]] : []))
    const items = itemSchemas(parts, 0)
    if (items.length > 0 || lists.length > 0)
      walk(
        items,
        { path: `${at.path}[0]`, left: at.left, required: false },
        lists.flatMap(([first]) => (first === undefined ? [] : [first])),
      )
    const objects = here.filter((value): value is JsonObject => isPlainObject(value))
    for (const name of namesIn(parts, objects))
      walk(
        entrySchemas(parts, name),
        { path: `${at.path}${stepOf(name)}`, left: at.left - 1, required: isNeeded(parts, name) },
        objects.flatMap((object) => object[name] ?? []),
      )
  }
  walk([root], { path: '$', left: depth, required: true }, values)
  return found.slice(0, mostFields)
}

/** What stands at a path in some values, short, each once. */
export function samplesAt(values: readonly Json[], path: string): readonly string[] {
  const steps = [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/gu)].map(
    ([, name, index, quoted]) => name ?? index ?? (quoted ?? '').replaceAll(/\\(.)/gu, '$1'),
  )
  const texts = values.flatMap((value) => {
    const read = steps.reduce<unknown>(
      (here, name) =>
        typeof here === 'object' && here !== null && Object.hasOwn(here, name)
          ? (here as Readonly<Record<string, unknown>>)[name]
          : undefined,
      value,
    )
    if (read === undefined || read === null || read === '' || typeof read === 'object') return []
    return [textOf(read).slice(0, longestSample)]
  })
  return [...new Set(texts)].slice(0, mostSamples)
}

interface Place {
  readonly path: string
  readonly left: number
  readonly required: boolean
}

function fieldOf(
  parts: readonly JsonSchema[],
  { path, required }: Place,
  here: readonly Json[],
): SchemaField {
  const told = parts.flatMap(({ type }) => (type === undefined ? [] : [type].flat().map(String)))
  const types = new Set(
    (told.length > 0 ? told : here.map(kindOf)).filter((type) => type !== 'null'),
  )
  const values = parts.flatMap((part) => {
    if (Array.isArray(part['enum'])) return part['enum'].map(textOf)
    return 'const' in part && part['const'] !== null ? [textOf(part['const'])] : []
  })
  return {
    path,
    type: [...types].join('|') || 'any',
    required,
    ...(values.length > 0 && { values: [...new Set(values)] }),
  }
}

function namesIn(
  parts: readonly JsonSchema[],
  objects: readonly JsonObject[],
): ReadonlySet<string> {
  const named = parts.flatMap(({ properties }) =>
    isPlainObject(properties) ? Object.keys(properties) : [],
  )
  return new Set([...named, ...objects.flatMap((object) => Object.keys(object))])
}

function isNeeded(parts: readonly JsonSchema[], name: string): boolean {
  const objects = parts.filter(({ properties }) => isPlainObject(properties))
  return (
    objects.length > 0 &&
    objects.every(({ required }) => Array.isArray(required) && required.includes(name))
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

function stepOf(name: string): string {
  return /[.[\]]/u.test(name) || name === ''
    ? `["${name.replaceAll(/["\\]/gu, String.raw`\$&`)}"]`
    : `.${name}`
}
