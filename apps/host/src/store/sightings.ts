import { all, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'
import { wishRefreshes } from './refreshes.ts'
import { advanceSlice, type SliceStep } from './slices.ts'
import { holdStream } from './streams.ts'

/** A page of a walk that says only which keys exist. */
export interface Sighting {
  readonly place: Place
  readonly slice: SliceStep
  readonly generation: number
  readonly keys: readonly string[]
  readonly canGet: boolean
}

export type SightingResult =
  | { readonly status: 'committed'; readonly unknown: number }
  | { readonly status: 'leaseLost' }

/**
 * Marks the records that a walk over the keys has seen, and moves its slice on.
 *
 * It tells nothing about what the records hold, so their observations stay as they are. A key that the store does not have,
 * or has as deleted, is one to ask the vendor for.
 */
export function* commitSighting(
  dialect: Dialect,
  org: string,
  sighting: Sighting,
): Work<SightingResult> {
  const { place, generation, keys } = sighting
  yield* holdStream(dialect, org, place)
  const advanced = yield* advanceSlice(dialect, org, place, sighting.slice)
  if (!advanced) return { status: 'leaseLost' }
  const known = yield* all(
    dialect.build
      .updateTable('record')
      .set((table) => ({
        generation: table
          .case()
          .when('generation', '<', generation)
          .then(table.val(generation))
          .else(table.ref('generation'))
          .end(),
      }))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('deleted', '=', 0)
      .where('key', 'in', dialect.within(keys))
      .returning('key'),
  )
  const found = new Set(known.map((row) => row.key))
  const unknown = keys.filter((key) => !found.has(key))
  if (sighting.canGet)
    yield* wishRefreshes(
      org,
      unknown.map((key) => ({ place, key, notBefore: sighting.slice.observedTo })),
    )
  return { status: 'committed', unknown: unknown.length }
}
