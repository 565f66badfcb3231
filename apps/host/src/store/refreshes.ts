import { all, type Dialect, type Work } from './database.ts'
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
