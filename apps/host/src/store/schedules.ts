import { all, first, run, type Dialect, type Work } from './database.ts'

/** When a connection is read: a rule in a time zone, and the next instant that it means. */
export interface Schedule {
  /** The connection. */
  readonly id: string
  readonly rule: string
  readonly zone: string
  readonly nextAt: number | null
  readonly revision: number
}

export function* readSchedules({ build }: Dialect, org: string): Work<readonly Schedule[]> {
  const rows = yield* all(
    build.selectFrom('schedule').selectAll().where('org', '=', org).orderBy('id'),
  )
  return rows.map(({ id, rule, zone, next_at: nextAt, revision }) => ({
    id,
    rule,
    zone,
    nextAt,
    revision,
  }))
}

/** Keeps a schedule that is new, or whose rule or zone changed. */
export function* writeSchedule(
  { build }: Dialect,
  org: string,
  schedule: Omit<Schedule, 'revision'>,
): Work<void> {
  const { id, rule, zone, nextAt } = schedule
  yield* run(
    build
      .insertInto('schedule')
      .values({ org, id, rule, zone, next_at: nextAt, revision: 1 })
      .onConflict((conflict) =>
        conflict.columns(['org', 'id']).doUpdateSet((table) => ({
          rule,
          zone,
          next_at: nextAt,
          revision: table('schedule.revision', '+', 1),
        })),
      ),
  )
}

export function* dropSchedule({ build }: Dialect, org: string, id: string): Work<void> {
  yield* run(build.deleteFrom('schedule').where('org', '=', org).where('id', '=', id))
}

/** Moves a schedule on to its next instant; false: another tick has done it, or the rule changed meanwhile. */
export function* advanceSchedule(
  { build }: Dialect,
  org: string,
  schedule: Schedule,
  nextAt: number | null,
  now: number,
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('schedule')
      .set({ next_at: nextAt })
      .where('org', '=', org)
      .where('id', '=', schedule.id)
      .where('revision', '=', schedule.revision)
      .where('next_at', '=', schedule.nextAt)
      .where('next_at', '<=', now)
      .returning('id'),
  )
  return row !== undefined
}

/** What came of one slot. */
export interface Firing {
  readonly schedule: string
  readonly slot: number
  readonly firedAt: number
  readonly run: string | null
  readonly note: string | null
}

export function* addFiring({ build }: Dialect, org: string, firing: Firing): Work<void> {
  const { schedule, slot, firedAt, run: started, note } = firing
  yield* run(
    build
      .insertInto('firing')
      .values({ org, schedule, slot, fired_at: firedAt, run: started, note })
      .onConflict((conflict) => conflict.columns(['org', 'schedule', 'slot']).doNothing()),
  )
}

/** What came of the newest slots, the newest first. */
export function* lastFirings(
  { build }: Dialect,
  org: string,
  schedule: string,
  limit: number,
): Work<readonly Firing[]> {
  const rows = yield* all(
    build
      .selectFrom('firing')
      .selectAll()
      .where('org', '=', org)
      .where('schedule', '=', schedule)
      .orderBy('slot', 'desc')
      .limit(limit),
  )
  return rows.map((row) => ({
    schedule: row.schedule,
    slot: row.slot,
    firedAt: row.fired_at,
    run: row.run,
    note: row.note,
  }))
}

export function* purgeFirings({ build }: Dialect, org: string, before: number): Work<void> {
  yield* run(build.deleteFrom('firing').where('org', '=', org).where('slot', '<', before))
}
