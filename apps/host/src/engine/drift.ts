import { fault, type Fault, type JsonObject } from '@cartograph/core'
import type { SourceMapping } from './mappings.ts'

/** Which types of JSON each path showed so far; `none` stands for null and for a field that is not there. */
export type Shape = Record<string, string[]>

export interface DriftWatch {
  /** Looks at a record before it is mapped; learns while the first reading goes on. */
  inspect(row: JsonObject): Drift
  /** The shape as JSON text, if it grew since it was asked last. */
  news(): string | undefined
  readonly notes: Set<string>
}

/** What a record's drift means, by mapping. */
export interface Drift {
  /** These must not map the record, and why. */
  readonly stopped: ReadonlyMap<string, Fault>
  /** These map it without the fields named. */
  readonly omitted: ReadonlyMap<string, readonly (readonly string[])[]>
}

interface Watched {
  readonly path: readonly string[]
  readonly name: string
  readonly readers: readonly SourceMapping[]
}

/**
 * Notices when a field that a mapping reads changes its type or goes away, where no schema speaks of it.
 *
 * A path that the stream's schema declares is left to the schema's own check. While `learning`, every type is taken as
 * it comes; later, a new one is a drift, and the mapping's `onDrift` says what follows.
 */
export function watchDrift(
  mappings: readonly SourceMapping[],
  declared: (path: readonly string[]) => boolean,
  options: { readonly shape: string | null; readonly learning: boolean },
): DriftWatch {
  const known: Shape = options.shape === null ? {} : (JSON.parse(options.shape) as Shape)
  const watched = watchedPaths(mappings, declared)
  const notes = new Set<string>()
  let grown = false
  const learn = (name: string, type: string) => {
    known[name] = [...(known[name] ?? []), type]
    grown = true
  }
  return {
    notes,
    inspect: (row) => {
      let stopped: Map<string, Fault> | undefined
      let omitted: Map<string, (readonly string[])[]> | undefined
      for (const { path, name, readers } of watched) {
        const type = typesAt(row, path).find((each) => known[name]?.includes(each) !== true)
        if (type === undefined) continue
        if (options.learning || !hasShown(known[name])) {
          learn(name, type)
          continue
        }
        const before = (known[name] ?? []).join(' or ')
        for (const reader of readers) {
          const policy = reader.compiled.mapping.onDrift ?? 'rejectRecord'
          const drift = driftFault(name, before, type, policy)
          if (policy === 'warn') notes.add(drift.message)
          else if (policy === 'pause') throw drift
          else if (policy === 'rejectRecord') (stopped ??= new Map()).set(reader.id, drift)
          else {
            notes.add(`${drift.message} It is left out.`)
            omitted ??= new Map()
            omitted.set(reader.id, [...(omitted.get(reader.id) ?? []), path])
          }
        }
        if (readers.every(({ compiled }) => compiled.mapping.onDrift === 'warn')) learn(name, type)
      }
      if (stopped === undefined && omitted === undefined) return none
      return { stopped: stopped ?? new Map(), omitted: omitted ?? new Map() }
    },
    news: () => {
      if (!grown) return undefined
      grown = false
      return JSON.stringify(known)
    },
  }
}

/** A field that was empty in every record has no type yet that it could change. */
function hasShown(types: readonly string[] | undefined): types is string[] {
  return types?.some((type) => type !== 'none') === true
}

const none: Drift = { stopped: new Map(), omitted: new Map() }

/** The row without one field, which is left as it is. */
export function without(row: JsonObject, path: readonly string[]): JsonObject {
  const [head, ...rest] = path
  if (head === undefined || !Object.hasOwn(row, head)) return row
  const { [head]: value, ...others } = row
  if (rest.length === 0) return others
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...row, [head]: without(value as JsonObject, rest) }
    : row
}

function watchedPaths(
  mappings: readonly SourceMapping[],
  declared: (path: readonly string[]) => boolean,
): readonly Watched[] {
  const byName = new Map<string, { path: readonly string[]; readers: SourceMapping[] }>()
  for (const mapping of mappings)
    for (const path of mapping.compiled.reads) {
      if (path.length === 0 || declared(path)) continue
      const name = path.join('.')
      const found = byName.get(name)
      if (found === undefined) byName.set(name, { path, readers: [mapping] })
      else found.readers.push(mapping)
    }
  return [...byName].map(([name, { path, readers }]) => ({ name, path, readers }))
}

/** The types of JSON at a path; `*` stands for every element of a list. */
function typesAt(value: unknown, path: readonly string[]): readonly string[] {
  const [head, ...rest] = path
  if (value === null || value === undefined) return ['none']
  if (head === undefined) return [Array.isArray(value) ? 'list' : typeof value]
  if (head === '*' && Array.isArray(value))
    return value.flatMap((element: unknown) => typesAt(element, rest))
  if (typeof value !== 'object' || !Object.hasOwn(value, head)) return ['none']
  return typesAt((value as Record<string, unknown>)[head], rest)
}

function driftFault(name: string, before: string, type: string, policy: string): Fault {
  const what =
    type === 'none'
      ? `The field ${name}, always ${before} until now, is missing.`
      : `The field ${name} was ${before} until now and is ${type}.`
  return fault({
    kind: policy === 'pause' ? 'config' : 'record',
    ...(policy === 'pause' && { scope: 'part' as const }),
    message: what,
    hint: 'If the source changed for good, change the mapping, or set its `onDrift` to `warn`.',
    path: name.split('.'),
  })
}
