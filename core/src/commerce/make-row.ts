import type { Fault } from '../v1/fault.ts'
import type { JsonObject } from '../v1/words.ts'
import { quickly } from './accept.ts'
import { entities, type EntityDefinition } from './entities.ts'
import type { EntityName } from './names.ts'
import type { Reference } from './references.ts'
import { rowFault } from './row-fault.ts'

/** Where references stand below a field: an id, or the fields of objects; `list` if there are many. */
interface Place {
  readonly name: string
  readonly list: boolean
  readonly inside: readonly Place[]
}

const places: ReadonlyMap<EntityName, readonly Place[]> = new Map(
  Object.values(entities).map(({ name, references }) => [
    name,
    placesOf(references.map(({ path }) => path)),
  ]),
)

const accepts = new Map(
  Object.values(entities).map(({ name, schema }) => [name, quickly(schema)] as const),
)

/**
 * Makes the commerce row of a mapped item: checks it against the model and qualifies its ids by the connection.
 *
 * `id` and every reference become `connection:native-id`, unless they already begin with that very prefix. An unknown field,
 * a missing one or a value of another shape gives a `record` fault that names the field, never its value.
 */
export function makeRow(
  entity: EntityName,
  connection: string,
  item: JsonObject,
): { readonly id: string; readonly row: JsonObject } | { readonly fault: Fault } {
  const definition: EntityDefinition = entities[entity]
  const whole = { ...item, connection }
  let row = accepts.get(entity)?.(whole)
  if (row === undefined) {
    const parsed = definition.schema.safeParse(whole)
    if (!parsed.success) return { fault: rowFault(definition, item, parsed.error.issues) }
    row = parsed.data
  }
  // Both ways made new objects and lists down to every reference, so these can be written to.
  const prefix = `${connection}:`
  const id = qualified(row['id'], prefix)
  row['id'] = id
  qualifyAll(row, places.get(entity) ?? [], prefix)
  return { id, row: row as JsonObject }
}

function qualifyAll(row: Record<string, unknown>, within: readonly Place[], prefix: string): void {
  for (const { name, list, inside } of within) {
    const value = row[name]
    if (value === null || value === undefined) continue
    if (!list) {
      if (inside.length === 0) row[name] = qualified(value, prefix)
      else qualifyAll(value as Record<string, unknown>, inside, prefix)
      continue
    }
    const elements = value as unknown[]
    for (let index = 0; index < elements.length; index += 1) {
      const element = elements[index]
      if (inside.length === 0) elements[index] = qualified(element, prefix)
      else qualifyAll(element as Record<string, unknown>, inside, prefix)
    }
  }
}

function qualified(value: unknown, prefix: string): string {
  const id = value as string
  return id.startsWith(prefix) ? id : prefix + id
}

function placesOf(paths: readonly Reference['path'][]): Place[] {
  const names = [...new Set(paths.map(([name]) => name ?? ''))]
  return names.map((name) => {
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1))
    const list = below.some(([next]) => next === '*')
    const rest = below
      .map((path) => (list ? path.slice(1) : path))
      .filter(({ length }) => length > 0)
    return { name, list, inside: placesOf(rest) }
  })
}
