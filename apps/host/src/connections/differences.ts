import { canonicalise, type Json, type JsonObject } from '@cartograph/core'

/** Something that came, went or changed between two values. */
export interface Difference {
  readonly kind: 'new' | 'gone' | 'changed'
  /** Names from the outside in; an entry of a list goes by its own name where it has one. */
  readonly path: readonly string[]
}

/** What differs between two values: entries of lists are told apart by their ids or names, not by their places. */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): readonly Difference[] {
  if (before === undefined || after === undefined) {
    if (before === after) return []
    return [{ kind: before === undefined ? 'new' : 'gone', path }]
  }
  if (canonicalise(before) === canonicalise(after)) return []
  const [old, present] = [entriesOf(before), entriesOf(after)]
  if (old === undefined || present === undefined) return [{ kind: 'changed', path }]
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((name) =>
    differences(old.get(name), present.get(name), [...path, name]),
  )
}

const names = ['id', 'key', 'code', 'name'] as const

/** The entries of a list or an object by their names; undefined for anything else. */
function entriesOf(value: Json): ReadonlyMap<string, Json> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!isList(value)) return new Map(Object.entries(value).flatMap(given))
  return new Map(value.map((entry) => [nameOf(entry), entry]))
}

function given([name, value]: [string, Json | undefined]): [string, Json][] {
  return value === undefined ? [] : [[name, value]]
}

function nameOf(entry: Json): string {
  if (typeof entry !== 'object' || entry === null) return String(entry)
  if (isList(entry)) return canonicalise(entry)
  const fields: JsonObject = entry
  const own = names.map((name) => fields[name]).find((value) => isName(value))
  return own === undefined ? canonicalise(entry) : String(own)
}

function isName(value: Json | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
