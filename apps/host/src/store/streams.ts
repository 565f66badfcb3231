import { all, first, run, type Dialect, type Work } from './database.ts'
import { countOutdated } from './outdated.ts'
import { placeName, type Place } from './place.ts'

export interface StreamState {
  readonly generation: number
  readonly mappingEpoch: number
  readonly mappingVersion: string
  readonly fingerprint: string
  readonly observedTo: number
  readonly held: HeldDeletes | undefined
  readonly shape: string | null
  /** When the last complete sweep began. */
  readonly sweptAt: number
}

/** Deletions that were not carried out, because they were too many to be believed. */
export interface HeldDeletes {
  readonly candidates: number
  readonly of: number
  readonly scope: string
}

/** The mappings of a stream do not change while a transaction holds this name together with others. */
function streamName(org: string, { connection, stream }: Place): readonly string[] {
  return ['stream', org, connection, stream]
}

/**
 * Reads a stream whose mappings stay as they are until the transaction ends: what was prepared for others must not commit.
 *
 * Any number of pages of one stream commit at the same time.
 */
export function* holdStream(
  { build, together }: Dialect,
  org: string,
  place: Place,
): Work<{ readonly generation: number; readonly mappingEpoch: number } | undefined> {
  yield* together(streamName(org, place))
  const row = yield* first(
    build
      .selectFrom('stream')
      .select(['generation', 'mapping_epoch'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream),
  )
  return row && { generation: row.generation, mappingEpoch: row.mapping_epoch }
}

/** Moves the clock of a stream on, for what is of no slice; a slice keeps how far it got itself. */
export function* moveClock(
  { build }: Dialect,
  org: string,
  place: Place,
  observedTo: number,
): Work<void> {
  yield* run(
    build
      .updateTable('stream')
      .set({ observed_to: observedTo })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('observed_to', '<', observedTo),
  )
}

/** Puts other mappings in force: after this transaction nothing commits that was mapped by the ones before. */
export function* changeMappings(
  dialect: Dialect,
  org: string,
  place: Place,
  mappings: { readonly epoch: number; readonly version: string },
): Work<void> {
  yield* dialect.alone(streamName(org, place))
  yield* updateStream(dialect, org, place, {
    mapping_epoch: mappings.epoch,
    mapping_version: mappings.version,
  })
  yield* countOutdated(dialect, org, place)
}

/** Waits until every page that is under way has committed, and keeps others waiting until this transaction ends. */
export function* holdEveryStream(dialect: Dialect, org: string): Work<void> {
  for (const place of yield* listStreams(dialect, org)) yield* dialect.alone(streamName(org, place))
}

export function* readStream(
  { build }: Dialect,
  org: string,
  place: Place,
): Work<StreamState | undefined> {
  const row = yield* first(
    build
      .selectFrom('stream')
      .selectAll()
      .select((table) =>
        table
          .selectFrom('slice')
          .select((slice) => slice.fn.max('slice.observed_to').as('latest'))
          .whereRef('slice.org', '=', 'stream.org')
          .whereRef('slice.connection', '=', 'stream.connection')
          .whereRef('slice.stream', '=', 'stream.stream')
          .as('slices_observed_to'),
      )
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream),
  )
  return (
    row && {
      generation: row.generation,
      mappingEpoch: row.mapping_epoch,
      mappingVersion: row.mapping_version,
      fingerprint: row.fingerprint,
      observedTo: Math.max(row.observed_to, row.slices_observed_to ?? 0),
      held: row.held === null ? undefined : (JSON.parse(row.held) as HeldDeletes),
      shape: row.shape,
      sweptAt: row.swept_at,
    }
  )
}

/** Creates a stream's row where there is none. */
export function* ensureStream(
  { build }: Dialect,
  org: string,
  place: Place,
  mappingVersion: string,
): Work<void> {
  yield* run(
    build
      .insertInto('stream')
      .values({
        org,
        connection: place.connection,
        stream: place.stream,
        generation: 0,
        mapping_epoch: 1,
        mapping_version: mappingVersion,
        fingerprint: '',
        observed_to: 0,
        held: null,
        shape: null,
        swept_at: 0,
        outdated: 0,
        remapped: 0,
      })
      .onConflict((conflict) => conflict.columns(['org', 'connection', 'stream']).doNothing()),
  )
}

export interface StreamChange {
  readonly generation?: number
  readonly mapping_epoch?: number
  readonly mapping_version?: string
  readonly observed_to?: number
  readonly fingerprint?: string
  readonly held?: string | null
  readonly shape?: string | null
  readonly swept_at?: number
}

/** Begins a run: gives back the number of its generation. */
export function* beginGeneration({ build }: Dialect, org: string, place: Place): Work<number> {
  const row = yield* first(
    build
      .updateTable('stream')
      .set((table) => ({ generation: table('generation', '+', 1) }))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .returning('generation'),
  )
  if (row === undefined) throw new Error(`The stream ${placeName(place)} has no row.`)
  return row.generation
}

export function* updateStream(
  { build }: Dialect,
  org: string,
  place: Place,
  change: StreamChange,
): Work<void> {
  yield* run(
    build
      .updateTable('stream')
      .set(change)
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream),
  )
}

export function* listStreams({ build }: Dialect, org: string): Work<readonly Place[]> {
  return yield* all(
    build
      .selectFrom('stream')
      .select(['connection', 'stream'])
      .where('org', '=', org)
      .orderBy('connection')
      .orderBy('stream'),
  )
}
