import type { Fault } from '../v1/fault.ts'
import type { JsonObject } from '../v1/words.ts'
import { qualified, quickly } from './accept.ts'
import { entities, type EntityDefinition } from './entities.ts'
import type { EntityName } from './names.ts'
import { rowFault } from './row-fault.ts'

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
  const prefix = `${connection}:`
  const take = accepts.get(entity)
  const row = take?.({ ...item, connection }, prefix)
  if (row !== undefined) return finished(row, prefix)
  const definition: EntityDefinition = entities[entity]
  const parsed = definition.schema.safeParse({ ...item, connection })
  if (!parsed.success) return { fault: rowFault(definition, item, parsed.error.issues) }
  // What the schema has made good is taken once more, for the ids in it.
  const again = take?.(parsed.data, prefix)
  if (again === undefined) throw new TypeError('A row that the schema gave was not taken.')
  return finished(again, prefix)
}

function finished(row: Record<string, unknown>, prefix: string) {
  const id = qualified(row['id'] as string, prefix)
  row['id'] = id
  return { id, row: row as JsonObject }
}
