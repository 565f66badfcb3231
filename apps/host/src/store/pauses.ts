import { all, first, type Dialect, type Work } from './database.ts'

/** Since when a connection is paused, and by whom. */
export interface ConnectionPause {
  readonly connection: string
  readonly pausedAt: number
  readonly pausedBy: string
}

/** False where it was paused already: then it stays as it was. */
export function* pauseConnection(
  { build }: Dialect,
  org: string,
  { connection, pausedAt, pausedBy }: ConnectionPause,
): Work<boolean> {
  const row = yield* first(
    build
      .insertInto('connection_pause')
      .values({ org, connection, paused_at: pausedAt, paused_by: pausedBy })
      .onConflict((conflict) => conflict.columns(['org', 'connection']).doNothing())
      .returning('connection'),
  )
  return row !== undefined
}

/** False where it was not paused. */
export function* resumeConnection(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<boolean> {
  const row = yield* first(
    build
      .deleteFrom('connection_pause')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .returning('connection'),
  )
  return row !== undefined
}

/** Those that are paused, by connection. */
export function* pausedConnections(
  { build }: Dialect,
  org: string,
): Work<ReadonlyMap<string, ConnectionPause>> {
  const rows = yield* all(
    build
      .selectFrom('connection_pause')
      .select(['connection', 'paused_at as pausedAt', 'paused_by as pausedBy'])
      .where('org', '=', org)
      .orderBy('connection'),
  )
  return new Map(rows.map((row) => [row.connection, row]))
}

export function* isPaused({ build }: Dialect, org: string, connection: string): Work<boolean> {
  const row = yield* first(
    build
      .selectFrom('connection_pause')
      .select('connection')
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  return row !== undefined
}
