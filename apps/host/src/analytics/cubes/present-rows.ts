import type { JsonObject } from '@cartograph/core'
import { rowsById, type Dialect, type StoredRow, type Work } from '../../store/index.ts'
import type { FollowedRow } from './followed-row.ts'

/** The rows of changes as they are now. */
export function* presentRows(
  dialect: Dialect,
  org: string,
  changes: readonly Pick<FollowedRow, 'entity' | 'id'>[],
): Work<readonly FollowedRow[]> {
  const found: FollowedRow[] = []
  for (const [entity, own] of Map.groupBy(changes, (change) => change.entity)) {
    const ids = own.map(({ id }) => id)
    const rows = yield* rowsById(dialect, org, entity, ids)
    for (const id of ids) {
      const row = rows.get(id)
      const isThere = row !== undefined && !row.deleted
      found.push({ entity, id, row: isThere ? (JSON.parse(row.data) as JsonObject) : undefined })
    }
  }
  return found
}

/** Rows of a walk, but for those that are gone: what was made of them is not there yet. */
export function walkedRows({
  entity,
  rows,
}: {
  readonly entity: string
  readonly rows: readonly StoredRow[]
}): readonly FollowedRow[] {
  return rows.flatMap(({ id, data, deleted }) =>
    deleted ? [] : [{ entity, id, row: JSON.parse(data) as JsonObject }],
  )
}
