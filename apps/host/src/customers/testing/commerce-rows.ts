import { canonicalise, type JsonObject } from '@cartograph/core'
import {
  appendChanges,
  contentHash,
  rowsById,
  writeCommerce,
  type Giver,
  type Lane,
  type Store,
} from '../../store/index.ts'

/** A row of the commerce model, or none where the row is to go. */
export interface WrittenRow {
  readonly entity: string
  readonly id: string
  readonly row: JsonObject | undefined
}

/** Writes commerce rows and their changes as a page of a connection would. */
export async function writeRows(
  store: Store,
  rows: readonly WrittenRow[],
  lane: Lane = 'live',
): Promise<void> {
  await store.write(function* (dialect, org) {
    const givers: Giver[] = []
    for (const { entity, id, row } of rows) {
      const stored = (yield* rowsById(dialect, org, entity, [id])).get(id)
      const isThere = stored !== undefined && !stored.deleted
      const before = isThere ? [`${entity}/${id}`] : []
      const data = canonicalise({ id, ...row })
      const after = [{ entity, id, data, hash: contentHash(data) }]
      givers.push({ before, after: row === undefined ? [] : after })
    }
    const changes = yield* writeCommerce(dialect, org, 'shop', givers, 0)
    yield* appendChanges(dialect, org, changes, lane, 0)
  })
}
