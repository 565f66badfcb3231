import { first, run, type Dialect, type Work } from './database.ts'
import { updateStream } from './streams.ts'

/** How far the log of changes of a connection is read. */
export interface FeedState {
  readonly fingerprint: string
  /** Where to go on, as JSON text. */
  readonly position: string
  /** In the vendor's clock: everything up to here is read. */
  readonly readTo: number
}

/** A feed that this process may read. */
export interface HeldFeed extends FeedState {
  readonly page: number
  readonly fence: number
}

export function* readFeedState(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<FeedState | undefined> {
  const row = yield* first(
    build
      .selectFrom('feed')
      .select(['fingerprint', 'position', 'read_to'])
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  return row && { fingerprint: row.fingerprint, position: row.position, readTo: row.read_to }
}

/**
 * Begins a feed at a position.
 *
 * `listAgain`: streams that are to be read anew, because changes of theirs are lost.
 */
export function* beginFeedAt(
  dialect: Dialect,
  org: string,
  connection: string,
  state: FeedState,
  listAgain: readonly string[],
): Work<void> {
  const values = {
    fingerprint: state.fingerprint,
    position: state.position,
    read_to: state.readTo,
    page: 0,
  }
  yield* run(
    dialect.build
      .insertInto('feed')
      .values({ org, connection, ...values, fence: 1 })
      .onConflict((conflict) =>
        conflict.columns(['org', 'connection']).doUpdateSet((table) => ({
          ...values,
          fence: table('feed.fence', '+', 1),
        })),
      ),
  )
  yield* askToListAgain(dialect, org, connection, listAgain)
}

/** Has streams read anew by their next run. */
export function* askToListAgain(
  dialect: Dialect,
  org: string,
  connection: string,
  streams: readonly string[],
): Work<void> {
  for (const stream of streams)
    yield* updateStream(dialect, org, { connection, stream }, { fingerprint: '' })
}

/** Takes the lease of a feed: whoever held it before can commit nothing more. */
export function* takeFeed(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<HeldFeed | undefined> {
  const row = yield* first(
    build
      .updateTable('feed')
      .set((table) => ({ fence: table('fence', '+', 1) }))
      .where('org', '=', org)
      .where('connection', '=', connection)
      .returningAll(),
  )
  return (
    row && {
      fingerprint: row.fingerprint,
      position: row.position,
      readTo: row.read_to,
      page: row.page,
      fence: row.fence,
    }
  )
}

/** Moves a feed on by one page; false: its lease was lost. `readTo`: only of the page that ends it. */
export function* advanceFeed(
  { build }: Dialect,
  org: string,
  connection: string,
  step: {
    readonly fence: number
    readonly page: number
    readonly position: string
    readonly readTo?: number
  },
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('feed')
      .set((table) => ({
        page: table('page', '+', 1),
        position: step.position,
        ...(step.readTo !== undefined && { read_to: step.readTo }),
      }))
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('fence', '=', step.fence)
      .where('page', '=', step.page)
      .returning('fence'),
  )
  return row !== undefined
}
