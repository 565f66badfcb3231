import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'

/** A key whose present state the vendor is to be asked for, not before an instant. */
export interface RefreshWish {
  readonly place: Place
  readonly key: string
  readonly notBefore: number
}

/** A wish as it was read. */
export interface DueRefresh {
  readonly key: string
  readonly mark: number
}

const wish = insertOrReplace(
  'refresh',
  ['org', 'connection', 'stream', 'key', 'not_before', 'mark'],
  {
    mark: 'refresh.mark + 1',
    not_before: `case when refresh.not_before < excluded.not_before then excluded.not_before else refresh.not_before end`,
  },
)
const drop = deleteMatching('refresh', ['org', 'connection', 'stream', 'key', 'mark'])

/** Notes wishes; of two for one key the later instant counts. */
export function* wishRefreshes(org: string, wishes: readonly RefreshWish[]): Work<void> {
  yield* bulk(
    wish,
    wishes.map(({ place, key, notBefore }) => [
      org,
      place.connection,
      place.stream,
      key,
      notBefore,
      1,
    ]),
  )
}

/** Takes wishes off that an answer fulfils, but for those that were made again after they were read. */
export function* dropRefreshes(
  org: string,
  place: Place,
  fulfilled: readonly DueRefresh[],
): Work<void> {
  yield* bulk(
    drop,
    fulfilled.map(({ key, mark }) => [org, place.connection, place.stream, key, mark]),
  )
}

/** Keys whose present state the vendor is to be asked for, in key order. */
export function* dueRefreshes(
  { build }: Dialect,
  org: string,
  place: Place,
  now: number,
  limit: number,
): Work<readonly DueRefresh[]> {
  return yield* all(
    build
      .selectFrom('refresh')
      .select(['key', 'mark'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('not_before', '<=', now)
      .orderBy('key')
      .limit(limit),
  )
}
