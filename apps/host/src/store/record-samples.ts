import { all, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'

/** Some records of a stream that are there, as JSON text, in the order of their keys. */
export function* sampleRecords(
  { build }: Dialect,
  org: string,
  { connection, stream }: Place,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('record')
      .select('data')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where('deleted', '=', 0)
      .where('data', 'is not', null)
      .orderBy('key')
      .limit(limit),
  )
  return rows.flatMap(({ data }) => data ?? [])
}
