import { all, first, run, type Dialect, type Work } from './database.ts'

/** How a segment stands: what its members were judged by, and when. */
export interface SegmentState {
  readonly id: string
  readonly resource: string
  readonly definitionHash: string
  /** As JSON. */
  readonly thresholds: string
  readonly tooLittle: boolean
  readonly evaluatedDay: number
  readonly evaluatedAt: number
}

export function* readSegmentStates(
  { build }: Dialect,
  org: string,
): Work<ReadonlyMap<string, SegmentState>> {
  const rows = yield* all(build.selectFrom('segment_state').selectAll().where('org', '=', org))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        resource: row.resource,
        definitionHash: row.definition_hash,
        thresholds: row.thresholds,
        tooLittle: row.too_little === 1,
        evaluatedDay: row.evaluated_day,
        evaluatedAt: row.evaluated_at,
      },
    ]),
  )
}

export function* writeSegmentState(
  { build }: Dialect,
  org: string,
  state: SegmentState,
): Work<void> {
  const values = {
    resource: state.resource,
    definition_hash: state.definitionHash,
    thresholds: state.thresholds,
    too_little: state.tooLittle ? 1 : 0,
    evaluated_day: state.evaluatedDay,
    evaluated_at: state.evaluatedAt,
  }
  yield* run(
    build
      .insertInto('segment_state')
      .values({ org, id: state.id, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'id']).doUpdateSet(values)),
  )
}

/** A segment that was made over the API. */
export interface OwnSegment {
  readonly id: string
  /** As JSON. */
  readonly definition: string
  readonly version: number
}

export function* readOwnSegments({ build }: Dialect, org: string): Work<readonly OwnSegment[]> {
  return yield* all(
    build
      .selectFrom('own_segment')
      .select(['id', 'definition', 'version'])
      .where('org', '=', org)
      .orderBy('id'),
  )
}

/**
 * Writes a segment over one of a version, or as a new one where `over` is undefined.
 *
 * Gives back the new version; undefined: what is there is of another version.
 */
export function* writeOwnSegment(
  { build, alone }: Dialect,
  org: string,
  { id, definition }: Pick<OwnSegment, 'id' | 'definition'>,
  over: number | undefined,
  now: number,
): Work<number | undefined> {
  yield* alone(['own_segment', org])
  const found = yield* first(
    build.selectFrom('own_segment').select('version').where('org', '=', org).where('id', '=', id),
  )
  if (found?.version !== over) return undefined
  const version = (over ?? 0) + 1
  const values = { definition, version, changed_at: now }
  yield* run(
    build
      .insertInto('own_segment')
      .values({ org, id, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'id']).doUpdateSet(values)),
  )
  return version
}

/** Takes a segment away; false: what is there is of another version. */
export function* deleteOwnSegment(
  { build }: Dialect,
  org: string,
  id: string,
  version: number,
): Work<boolean> {
  const row = yield* first(
    build
      .deleteFrom('own_segment')
      .where('org', '=', org)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('id'),
  )
  return row !== undefined
}
