import Sqlite from 'better-sqlite3'
import type { JsonObject } from '@cartograph/simulators/woocommerce'

/** The records of a stream as the store has them, by their key's last part. */
export interface NativeRecords {
  readonly live: ReadonlyMap<number, JsonObject>
  readonly deleted: ReadonlySet<number>
}

interface RecordRow {
  readonly key: string
  readonly data: string | null
  readonly deleted: number
}

/** Looks into the store without the command: read-only, and closed again. */
export function lookInto<Found>(file: string, look: (store: Look) => Found): Found {
  const database = new Sqlite(file, { readonly: true })
  try {
    return look({
      records: (stream) => recordsOf(database, stream),
      rows: (entity) => rowsOf(database, entity),
    })
  } finally {
    database.close()
  }
}

export interface Look {
  readonly records: (stream: string) => NativeRecords
  /** Commerce rows that are not deleted. */
  readonly rows: (entity: string) => readonly JsonObject[]
}

function recordsOf(database: Sqlite.Database, stream: string): NativeRecords {
  const rows = database
    .prepare<[string], RecordRow>(
      `select key, data, deleted from record where connection = 'shop' and stream = ?`,
    )
    .all(stream)
  const live = new Map<number, JsonObject>()
  const deleted = new Set<number>()
  for (const { key, data, deleted: isDeleted } of rows) {
    const id = Number((JSON.parse(key) as readonly unknown[]).at(-1))
    if (isDeleted === 1) deleted.add(id)
    else live.set(id, JSON.parse(data ?? '{}') as JsonObject)
  }
  return { live, deleted }
}

function rowsOf(database: Sqlite.Database, entity: string): readonly JsonObject[] {
  return database
    .prepare<[string], { readonly data: string }>(
      `select data from commerce where entity = ? and deleted_at is null`,
    )
    .all(entity)
    .map(({ data }) => JSON.parse(data) as JsonObject)
}
