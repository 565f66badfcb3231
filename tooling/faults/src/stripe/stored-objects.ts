import Sqlite from 'better-sqlite3'
import type { JsonObject } from '@cartograph/simulators/stripe'

/** The objects of a stream as the store has them, by id. */
export interface StoredObjects {
  readonly live: ReadonlyMap<string, JsonObject>
  readonly deleted: ReadonlySet<string>
}

interface RecordRow {
  readonly stream: string
  readonly key: string
  readonly data: string | null
  readonly deleted: number
}

/** Everything that the store has of a connection, by stream; looked at without the command, read-only. */
export function storedObjects(
  file: string,
  connection: string,
): ReadonlyMap<string, StoredObjects> {
  const database = new Sqlite(file, { readonly: true })
  try {
    const rows = database
      .prepare<[string], RecordRow>(
        'select stream, key, data, deleted from record where connection = ?',
      )
      .all(connection)
    const streams = new Map<string, { live: Map<string, JsonObject>; deleted: Set<string> }>()
    for (const { stream, key, data, deleted } of rows) {
      const objects = streams.get(stream) ?? { live: new Map(), deleted: new Set() }
      streams.set(stream, objects)
      const id = String((JSON.parse(key) as readonly unknown[]).at(-1))
      if (deleted === 1) objects.deleted.add(id)
      else objects.live.set(id, JSON.parse(data ?? '{}') as JsonObject)
    }
    return streams
  } finally {
    database.close()
  }
}
