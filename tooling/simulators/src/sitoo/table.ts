import { textOf, type JsonObject } from './json.ts'

/** The records of one kind, by id, in the order in which they were made. */
export interface Table {
  readonly rows: () => readonly JsonObject[]
  readonly get: (id: string) => JsonObject | undefined
  readonly put: (row: JsonObject) => void
  readonly remove: (id: string) => boolean
}

export function tableOf(key: string): Table {
  const rows = new Map<string, JsonObject>()
  return {
    rows: () => [...rows.values()],
    get: (id) => rows.get(id),
    put(row) {
      rows.set(textOf(row, key), row)
    },
    remove: (id) => rows.delete(id),
  }
}
