import { first, run, type Dialect, type Work } from './database.ts'
import type { SinkPlace } from './ledger.ts'
import { versionsOf, type ServedVersion } from './served-versions.ts'

/** A version that is not shown, because too many items would vanish with it. */
export interface HeldVersion {
  readonly vanished: number
  readonly of: number
  readonly at: number
}

/** How a served sink stands. */
export interface Served {
  /** Grows with every change of an item. */
  readonly wanted: number
  /** What `wanted` was when the items of the present version were read. */
  readonly made: number
  /** What the present version was made with: settings and the package. */
  readonly madeWith: string
  readonly version: ServedVersion | undefined
  readonly held: HeldVersion | undefined
  /** Somebody agreed to what is held. */
  readonly accepted: boolean
  /** Why the last attempt made no version, as JSON. */
  readonly fault: string | undefined
  readonly fetchedAt: number | undefined
  readonly fetchedBy: string | undefined
}

/** In the transaction that changes an item: the document is to be made anew. */
export function* markServed({ build }: Dialect, org: string, place: SinkPlace): Work<void> {
  yield* run(
    build
      .insertInto('served')
      .values({ ...newServed(org, place), wanted: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['org', 'connection', 'sink'])
          .doUpdateSet((table) => ({ wanted: table('served.wanted', '+', 1) })),
      ),
  )
}

/** How a served sink stands; undefined before anything was kept for it. */
export function* readServed(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
): Work<Served | undefined> {
  const row = yield* first(
    build
      .selectFrom('served')
      .selectAll()
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
  if (row === undefined) return undefined
  const versions = row.version === null ? [] : yield* versionsOf(build, org, place, row.version)
  return {
    wanted: row.wanted,
    made: row.made,
    madeWith: row.made_with,
    version: versions[0],
    held: row.held === null ? undefined : (JSON.parse(row.held) as HeldVersion),
    accepted: row.accepted === 1,
    fault: row.fault ?? undefined,
    fetchedAt: row.fetched_at ?? undefined,
    fetchedBy: row.fetched_by ?? undefined,
  }
}

/** Agrees to what is held; false: nothing is. */
export function* acceptServed({ build }: Dialect, org: string, place: SinkPlace): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('served')
      .set({ accepted: 1 })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('held', 'is not', null)
      .returning('sink'),
  )
  return row !== undefined
}

/** Remembers who fetched the document last, by the name of the program. */
export function* noteFetch(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  fetched: { readonly at: number; readonly by: string },
): Work<void> {
  yield* run(
    build
      .updateTable('served')
      .set({ fetched_at: fetched.at, fetched_by: fetched.by })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
}

/** A sink of which nothing is known yet. */
export function newServed(org: string, place: SinkPlace) {
  return {
    org,
    connection: place.connection,
    sink: place.sink,
    wanted: 0,
    made: 0,
    made_with: '',
    version: null,
    making: null,
    held: null,
    accepted: 0,
    fault: null,
    fetched_at: null,
    fetched_by: null,
  }
}
