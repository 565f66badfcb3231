import { resolve } from 'node:path'
import type { Path } from './document.ts'
import { isPlainObject } from './environment.ts'
import { candidates, entrySchemas, itemSchemas, namesOf, type JsonSchema } from './json-schema.ts'

/** A text, number, truth value, null or empty container among the settings, and what its schema says about it. */
export interface Leaf {
  readonly path: Path
  readonly value: unknown
  readonly isKnown: boolean
  readonly isSecret: boolean
  readonly isPath: boolean
}

export interface UnknownKey {
  readonly path: Path
  readonly names: readonly string[]
}

export interface ReadSettings {
  /** With the settings that name files made absolute. */
  readonly value: unknown
  readonly leaves: readonly Leaf[]
  readonly unknownKeys: readonly UnknownKey[]
}

/**
 * Walks settings beside their JSON Schema: finds the marks (`secret`, `path`) and the keys that nobody declared.
 *
 * Paths are resolved against `folder`, those that the schema gives as a default too.
 */
export function readSettings(schema: JsonSchema, value: unknown, folder: string): ReadSettings {
  const leaves: Leaf[] = []
  const unknownKeys: UnknownKey[] = []

  const walk = (schemas: readonly JsonSchema[], at: unknown, path: Path): unknown => {
    const parts = schemas.flatMap((part) => candidates(schema, part, at))
    if (Array.isArray(at) && at.length > 0)
      return at.map((item: unknown, index) =>
        walk(itemSchemas(parts, index), item, [...path, index]),
      )
    if (isPlainObject(at)) {
      const object = walkObject(parts, at, path)
      if (Object.keys(object).length > 0) return object
    }
    const isPath = typeof at === 'string' && parts.some((part) => part['path'] === true)
    leaves.push({
      path,
      value: isPath ? resolve(folder, at) : at,
      isKnown: parts.length > 0,
      isSecret: parts.some((part) => part['secret'] === true),
      isPath,
    })
    return isPath ? resolve(folder, at) : at
  }

  const walkObject = (
    parts: readonly JsonSchema[],
    at: Readonly<Record<string, unknown>>,
    path: Path,
  ): object => {
    const names = namesOf(parts)
    const entries = Object.entries(at).map(([key, item]): [string, unknown] => {
      if (names !== undefined && !names.includes(key))
        unknownKeys.push({ path: [...path, key], names })
      return [key, walk(entrySchemas(parts, key), item, [...path, key])]
    })
    for (const key of names ?? []) {
      const standard = Object.hasOwn(at, key) ? undefined : defaultPath(entrySchemas(parts, key))
      if (standard !== undefined)
        entries.push([key, walk(entrySchemas(parts, key), standard, [...path, key])])
    }
    return Object.fromEntries(entries)
  }

  return { value: walk([schema], value, []), leaves, unknownKeys }
}

function defaultPath(schemas: readonly JsonSchema[]): string | undefined {
  const standard = schemas.find((schema) => schema['path'] === true)?.['default']
  return typeof standard === 'string' ? standard : undefined
}
