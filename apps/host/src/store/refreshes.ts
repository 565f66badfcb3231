import { all, first, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'

/** Keys whose present state the vendor is to be asked for, those that are due first. */
export function* dueRefreshes(
  { build }: Dialect,
  org: string,
  place: Place,
  now: number,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('refresh')
      .select('key')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('not_before', '<=', now)
      .orderBy('key')
      .limit(limit),
  )
  return rows.map((row) => row.key)
}

/** When the next wish is due, if there is one. */
export function* nextRefreshAt(
  { build }: Dialect,
  org: string,
  place: Place,
): Work<number | undefined> {
  const row = yield* first(
    build
      .selectFrom('refresh')
      .select('not_before')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .orderBy('not_before')
      .limit(1),
  )
  return row?.not_before
}
