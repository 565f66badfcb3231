import { first, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'

/** Some or all records of a stream are to be mapped again. In the transaction in which they come to be. */
export function* countOutdated({ build }: Dialect, org: string, place: Place): Work<void> {
  yield* run(
    build
      .updateTable('stream')
      .set((table) => ({ outdated: table('outdated', '+', 1) }))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream),
  )
}

/**
 * Whether records of a stream may be of mappings before `epoch`, and how often that came to be; without a look at the records.
 *
 * Where other mappings are in force by now, nobody knows what they leave behind: then there is no number.
 */
export function* readOutdated(
  { build }: Dialect,
  org: string,
  place: Place,
  epoch: number,
): Work<'none' | { readonly times: number | undefined }> {
  const row = yield* first(
    build
      .selectFrom('stream')
      .select(['mapping_epoch', 'outdated', 'remapped'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream),
  )
  if (row?.mapping_epoch !== epoch) return { times: undefined }
  return row.outdated === row.remapped ? 'none' : { times: row.outdated }
}

/** All records were looked at after `readOutdated` gave that number, and those that needed it were mapped again. */
export function* noteRemapped(
  { build }: Dialect,
  org: string,
  place: Place,
  times: number,
): Work<void> {
  yield* run(
    build
      .updateTable('stream')
      .set({ remapped: times })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('remapped', '<', times),
  )
}
