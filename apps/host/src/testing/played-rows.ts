import { canonicalise, type JsonObject } from '@cartograph/core'
import {
  appendChanges,
  contentHash,
  rowsById,
  writeCommerce,
  type Giver,
  type Store,
} from '../store/index.ts'

/** A commerce row as it is from a step of a play on. */
export interface PlayedRow {
  readonly entity: string
  readonly id: string
  readonly row: JsonObject
}

/** Writes rows as a connection would that is read. */
export async function writePlayedRows(
  store: Store,
  rows: readonly PlayedRow[],
  at: number,
): Promise<void> {
  await store.write(function* (dialect, org) {
    const givers: Giver[] = []
    for (const { entity, id, row } of rows) {
      const isThere = (yield* rowsById(dialect, org, entity, [id])).has(id)
      const data = canonicalise({ id, ...row })
      const before = isThere ? [`${entity}/${id}`] : []
      givers.push({ before, after: [{ entity, id, data, hash: contentHash(data) }] })
    }
    const changes = yield* writeCommerce(dialect, org, 'shop', givers, at)
    yield* appendChanges(dialect, org, changes, 'live', at)
  })
}
