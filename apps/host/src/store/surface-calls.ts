import { all, first, run, type Dialect, type Work } from './database.ts'

/** One of the last calls of a surface. */
export interface SurfaceCallRow {
  readonly id: string
  readonly at: number
  /** Method and path as the connector names them; never what stands in their places. */
  readonly route: string
  readonly status: number
  readonly durationMs: number
  /** The token, or how else whoever called was let in. */
  readonly caller: string
}

export interface SurfaceName {
  readonly connection: string
  readonly surface: string
}

/** Keeps calls of a surface, and of the older ones the newest `keep`. */
export function* writeSurfaceCalls(
  { build }: Dialect,
  org: string,
  { connection, surface }: SurfaceName,
  calls: readonly SurfaceCallRow[],
  keep: number,
): Work<void> {
  for (const { durationMs, ...call } of calls)
    yield* run(
      build
        .insertInto('surface_call')
        .values({ org, connection, surface, ...call, duration_ms: durationMs }),
    )
  const oldest = yield* first(
    build
      .selectFrom('surface_call')
      .select('at')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('surface', '=', surface)
      .orderBy('at', 'desc')
      .offset(keep)
      .limit(1),
  )
  if (oldest === undefined) return
  yield* run(
    build
      .deleteFrom('surface_call')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('surface', '=', surface)
      .where('at', '<=', oldest.at),
  )
}

/** The last calls of a surface, the newest first. */
export function* surfaceCalls(
  { build }: Dialect,
  org: string,
  { connection, surface }: SurfaceName,
  limit: number,
): Work<readonly SurfaceCallRow[]> {
  const rows = yield* all(
    build
      .selectFrom('surface_call')
      .selectAll()
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('surface', '=', surface)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(limit),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    route: row.route,
    status: row.status,
    durationMs: row.duration_ms,
    caller: row.caller,
  }))
}
