import { canonicalise, type JsonObject } from '@cartograph/core'
import {
  appendChanges,
  contentHash,
  writeCommerce,
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
    const givers = rows.map(({ entity, id, row }) => {
      if (row === undefined) return { before: [`${entity}/${id}`], after: [] }
      const data = canonicalise({ id, ...row })
      return { before: [], after: [{ entity, id, data, hash: contentHash(data) }] }
    })
    const changes = yield* writeCommerce(dialect, org, 'shop', givers, 0)
    yield* appendChanges(dialect, org, changes, lane, 0)
  })
}
