import { all, first, run, type Dialect, type Work } from './database.ts'
import type { SyncRunTable } from './serving-tables.ts'

export type SyncCause = SyncRunTable['cause']

/** A reading that somebody asked for. */
export interface SyncRunWish {
  readonly id: string
  readonly connection: string
  /** Default: all that are enabled. */
  readonly streams: readonly string[] | undefined
  readonly full: boolean
  readonly cause: SyncCause
  /** How many runs before this one tried the same. */
  readonly attempt: number
  readonly notBefore: number
}

export interface SyncRun extends SyncRunWish {
  readonly status: SyncRunTable['status']
  readonly queuedAt: number
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
  readonly ok: boolean | undefined
  /** The report of its end, as JSON text. */
  readonly report: string | undefined
}

export function* queueSyncRun(
  { build }: Dialect,
  org: string,
  wish: SyncRunWish,
  now: number,
): Work<void> {
  yield* run(
    build.insertInto('sync_run').values({
      org,
      id: wish.id,
      connection: wish.connection,
      streams: wish.streams === undefined ? null : JSON.stringify(wish.streams),
      full_read: wish.full ? 1 : 0,
      cause: wish.cause,
      status: 'queued',
      attempt: wish.attempt,
      queued_at: now,
      not_before: wish.notBefore,
      started_at: null,
      ended_at: null,
      ok: null,
      report: null,
    }),
  )
}

/** The runs of a connection that have not ended, those that were asked for first at the front. */
export function* openSyncRuns(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<readonly SyncRun[]> {
  const rows = yield* all(
    build
      .selectFrom('sync_run')
      .selectAll()
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('status', '<>', 'ended')
      .orderBy('queued_at')
      .orderBy('id'),
  )
  return rows.map(syncRun)
}

/** Begins a run that is still queued. */
export function* startSyncRun(
  { build }: Dialect,
  org: string,
  id: string,
  now: number,
): Work<void> {
  yield* run(
    build
      .updateTable('sync_run')
      .set({ status: 'running', started_at: now })
      .where('org', '=', org)
      .where('id', '=', id)
      .where('status', '=', 'queued'),
  )
}

/** How many runs that have ended are remembered for each connection. */
const remembered = 100

export function* endSyncRun(
  { build }: Dialect,
  org: string,
  ended: {
    readonly id: string
    readonly connection: string
    readonly ok: boolean
    readonly report: string
    readonly now: number
  },
): Work<void> {
  yield* run(
    build
      .updateTable('sync_run')
      .set({ status: 'ended', ended_at: ended.now, ok: ended.ok ? 1 : 0, report: ended.report })
      .where('org', '=', org)
      .where('id', '=', ended.id),
  )
  const own = build
    .selectFrom('sync_run')
    .where('org', '=', org)
    .where('connection', '=', ended.connection)
    .where('status', '=', 'ended')
  const oldest = yield* first(
    own.select('queued_at').orderBy('queued_at', 'desc').offset(remembered).limit(1),
  )
  if (oldest === undefined) return
  yield* run(
    build
      .deleteFrom('sync_run')
      .where('org', '=', org)
      .where('connection', '=', ended.connection)
      .where('status', '=', 'ended')
      .where('queued_at', '<=', oldest.queued_at),
  )
}

export function* readSyncRun(
  { build }: Dialect,
  org: string,
  id: string,
): Work<SyncRun | undefined> {
  const row = yield* first(
    build.selectFrom('sync_run').selectAll().where('org', '=', org).where('id', '=', id),
  )
  return row && syncRun(row)
}

/** The newest runs, the newest first. */
export function* lastSyncRuns(
  { build }: Dialect,
  org: string,
  limit: number,
  after?: Pick<SyncRun, 'queuedAt' | 'id'>,
): Work<readonly SyncRun[]> {
  const rows = yield* all(
    build
      .selectFrom('sync_run')
      .selectAll()
      .where('org', '=', org)
      .$if(after !== undefined, (query) =>
        query.where((table) =>
          table.or([
            table('queued_at', '<', after?.queuedAt ?? 0),
            table.and([
              table('queued_at', '=', after?.queuedAt ?? 0),
              table('id', '<', after?.id ?? ''),
            ]),
          ]),
        ),
      )
      .orderBy('queued_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  )
  return rows.map(syncRun)
}

function syncRun(row: SyncRunTable): SyncRun {
  return {
    id: row.id,
    connection: row.connection,
    streams: row.streams === null ? undefined : (JSON.parse(row.streams) as string[]),
    full: row.full_read === 1,
    cause: row.cause,
    attempt: row.attempt,
    notBefore: row.not_before,
    status: row.status,
    queuedAt: row.queued_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    ok: row.ok === null ? undefined : row.ok === 1,
    report: row.report ?? undefined,
  }
}
