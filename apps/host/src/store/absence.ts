import { all, first, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'

export interface ScopeState {
  readonly generation: number
  readonly fingerprint: string
  readonly records: number
}

/** The last complete generation of a scope. */
export function* readScope(
  { build }: Dialect,
  org: string,
  place: Place,
  scope: string,
): Work<ScopeState | undefined> {
  return yield* first(
    build
      .selectFrom('scope')
      .select(['generation', 'fingerprint', 'records'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('scope', '=', scope),
  )
}

export function* writeScope(
  { build }: Dialect,
  org: string,
  place: Place,
  scope: string,
  state: ScopeState,
): Work<void> {
  yield* run(
    build
      .insertInto('scope')
      .values({ org, connection: place.connection, stream: place.stream, scope, ...state })
      .onConflict((conflict) =>
        conflict.columns(['org', 'connection', 'stream', 'scope']).doUpdateSet({ ...state }),
      ),
  )
}

/** Who is missing: not seen by the generation, and known from before it began. */
export interface Missing {
  readonly scope: string
  /** Not seen since this generation. */
  readonly before: number
  /** When the generation's first request began: what was observed later is there. */
  readonly from: number
}

const live = (dialect: Dialect, org: string, place: Place, scope: string) =>
  dialect.build
    .selectFrom('record')
    .where('org', '=', org)
    .where('connection', '=', place.connection)
    .where('stream', '=', place.stream)
    .where('deleted', '=', 0)
    .where('scope', '=', scope)

/** How many records of a scope live, how many of them were seen, and how many are missing. */
export function* countAbsence(
  dialect: Dialect,
  org: string,
  place: Place,
  missing: Missing,
): Work<{ readonly live: number; readonly missing: number }> {
  const known = yield* first(
    live(dialect, org, place, missing.scope).select((table) =>
      table.fn.countAll<number>().as('count'),
    ),
  )
  const gone = yield* first(
    live(dialect, org, place, missing.scope)
      .where('generation', '<', missing.before)
      .where('obs_from', '<', missing.from)
      .select((table) => table.fn.countAll<number>().as('count')),
  )
  return { live: known?.count ?? 0, missing: gone?.count ?? 0 }
}

export interface MissingRecord {
  readonly key: string
  readonly data: string | null
}

/** The next missing records after a key, in key order. */
export function* missingAfter(
  dialect: Dialect,
  org: string,
  place: Place,
  missing: Missing,
  after: string,
  limit: number,
): Work<readonly MissingRecord[]> {
  return yield* all(
    live(dialect, org, place, missing.scope)
      .where('generation', '<', missing.before)
      .where('obs_from', '<', missing.from)
      .where('key', '>', after)
      .select(['key', 'data'])
      .orderBy('key')
      .limit(limit),
  )
}
