import { all, first, run, type Dialect, type Work } from './database.ts'
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

/** Reads a stream under its lock and moves its clock on: what was prepared for another mapping must not commit. */
export function* holdStream(
  { build }: Dialect,
  org: string,
  place: Place,
  observedTo: number,
): Work<{ readonly generation: number; readonly mappingEpoch: number } | undefined> {
  const row = yield* first(
    build
      .updateTable('stream')
      .set((table) => ({
        observed_to: table
          .case()
          .when('observed_to', '<', observedTo)
          .then(table.val(observedTo))
          .else(table.ref('observed_to'))
          .end(),
      }))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .returning(['generation', 'mapping_epoch']),
  )
  return row && { generation: row.generation, mappingEpoch: row.mapping_epoch }
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
      observedTo: row.observed_to,
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
      })
      .onConflict((conflict) => conflict.columns(['org', 'connection', 'stream']).doNothing()),
  )
}

export interface StreamChange {
  readonly generation?: number
  readonly mapping_epoch?: number
  readonly mapping_version?: string
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
