import {
  lastRuns,
  listStreams,
  placeName,
  type Dialect,
  type Place,
  type Work,
} from '../../store/index.ts'

/** How much of a connection is in the store. */
export interface ConnectionCompleteness {
  readonly connection: string
  /** Something of it was never read to its end. */
  readonly isLoading: boolean
  /** Everything that was at the vendor at this instant is in the store; missing: not everything was read yet. */
  readonly completeTo?: string
  /** When something of it was read to its end last. */
  readonly lastSyncAt?: string
}

/** How complete what figures are computed from is, by connection. */
export function* completenessOf(
  dialect: Dialect,
  org: string,
  connections: readonly string[],
): Work<readonly ConnectionCompleteness[]> {
  const byConnection = Map.groupBy(yield* listStreams(dialect, org), ({ connection }) => connection)
  const found: ConnectionCompleteness[] = []
  for (const connection of connections)
    found.push(yield* ofConnection(dialect, org, connection, byConnection.get(connection) ?? []))
  return found
}

/** So many runs back is looked for one that went to its end. */
const runsBack = 20

function* ofConnection(
  dialect: Dialect,
  org: string,
  connection: string,
  places: readonly Place[],
): Work<ConnectionCompleteness> {
  const ends: { readonly startedAt: number; readonly endedAt: number | undefined }[] = []
  for (const place of places) {
    const runs = yield* lastRuns(dialect, org, 'source', placeName(place), runsBack)
    const whole = runs.find(({ ok }) => ok === true)
    if (whole !== undefined) ends.push(whole)
  }
  const isLoading = places.length === 0 || ends.length < places.length
  const lastSync = Math.max(...ends.map(({ startedAt, endedAt }) => endedAt ?? startedAt))
  return {
    connection,
    isLoading,
    ...(!isLoading && {
      completeTo: new Date(Math.min(...ends.map(({ startedAt }) => startedAt))).toISOString(),
    }),
    ...(ends.length > 0 && { lastSyncAt: new Date(lastSync).toISOString() }),
  }
}
