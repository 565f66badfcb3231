import { all, type Dialect, type Work } from './database.ts'
import { laneNumber } from './changes.ts'

/** Connections of which a run is to be begun, or was begun by a process that may be dead. */
export function* connectionsWithRuns(
  { build }: Dialect,
  org: string,
  now: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('sync_run')
      .select('connection')
      .distinct()
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('status', '=', 'running'),
          table.and([table('status', '=', 'queued'), table('not_before', '<=', now)]),
        ]),
      ),
  )
  return rows.map(({ connection }) => connection)
}

/** Connections with webhooks that wait, or with records whose present state is in doubt. */
export function* connectionsWithNews(
  { build }: Dialect,
  org: string,
  now: number,
): Work<readonly string[]> {
  const waiting = yield* all(
    build
      .selectFrom('inbox')
      .select('connection')
      .distinct()
      .where('org', '=', org)
      .where('status', '=', 'open')
      .where('not_before', '<=', now),
  )
  const doubtful = yield* all(
    build.selectFrom('refresh').select('connection').distinct().where('org', '=', org),
  )
  return [...new Set([...waiting, ...doubtful].map(({ connection }) => connection))]
}

/** Deliveries that have something to do now: changes they have not seen, rows whose wait is over, outcomes to be asked for. */
export function* dueDeliveries(
  { build }: Dialect,
  org: string,
  now: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('consumer')
      .select('id')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('backfill_id', 'is not', null),
          ...(['live', 'bulk'] as const).map((lane) =>
            table.exists(
              table
                .selectFrom('change')
                .select('change.seq')
                .where('change.org', '=', org)
                .where('change.lane', '=', laneNumber[lane])
                .whereRef('change.seq', '>', `consumer.${lane}`),
            ),
          ),
          table.exists(
            table
              .selectFrom('work')
              .select('work.id')
              .where('work.org', '=', org)
              .whereRef('work.delivery', '=', 'consumer.id')
              .where('work.not_before', '<=', now),
          ),
          table.exists(
            table
              .selectFrom('ledger')
              .select('ledger.state')
              .where('ledger.org', '=', org)
              .whereRef('ledger.delivery', '=', 'consumer.id')
              .where('ledger.state', 'in', ['sent', 'pending'])
              .where('ledger.quiet_until', '<=', now),
          ),
        ]),
      ),
  )
  return rows.map(({ id }) => id)
}
