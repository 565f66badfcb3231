import { entities, type EntityName, type JsonObject } from '@cartograph/core'
import { rowsAfter, type Store } from '../store/index.ts'

const pageSize = 1000

/** The model's field names, in its order; with deleted rows among them a last one tells which. */
export function exportedFields(entity: EntityName, includeDeleted: boolean): readonly string[] {
  const fields = Object.keys(entities[entity].schema.shape)
  return includeDeleted ? [...fields, 'deleted'] : fields
}

/** The commerce rows of an entity in pages, sorted by id in the order of their bytes. */
export async function* exportedRows(
  store: Store,
  entity: EntityName,
  options: { readonly includeDeleted: boolean },
): AsyncGenerator<readonly JsonObject[]> {
  for (let after = ''; ;) {
    const page = await store.read((dialect, org) =>
      rowsAfter(dialect, org, entity, after, pageSize),
    )
    const last = page.at(-1)
    if (last === undefined) return
    after = last.id
    const rows = options.includeDeleted
      ? page.map(({ data, deleted }) => Object.assign(parsed(data), { deleted }))
      : page.filter(({ deleted }) => !deleted).map(({ data }) => parsed(data))
    if (rows.length > 0) yield rows
    if (page.length < pageSize) return
  }
}

function parsed(data: string): JsonObject {
  return JSON.parse(data) as JsonObject
}
