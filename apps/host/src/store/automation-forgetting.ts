import { all, run, type Dialect, type Work } from './database.ts'

/** Forgets what automations did with some rows, for people who are erased. That they were seen stays: it is no reason to begin anew. */
export function* dropAutomationRuns(
  { build, within }: Dialect,
  org: string,
  rows: readonly { readonly entity: string; readonly id: string }[],
): Work<void> {
  for (const entity of new Set(rows.map((row) => row.entity))) {
    const ids = rows.flatMap((row) => (row.entity === entity ? row.id : []))
    const runs = build
      .selectFrom('automation_run')
      .select('run')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table.and([table('entity', '=', entity), table('id', 'in', within(ids))]),
          ...(entity === 'customer' ? [table('customer', 'in', within(ids))] : []),
        ]),
      )
    const names = (yield* all(runs)).map((row) => row.run)
    if (names.length > 0) {
      yield* run(
        build
          .deleteFrom('automation_step')
          .where('org', '=', org)
          .where('run', 'in', within(names)),
      )
      yield* run(
        build.deleteFrom('automation_run').where('org', '=', org).where('run', 'in', within(names)),
      )
    }
  }
}

/** Forgets runs that fired long ago and of which nothing is open. */
export function* purgeAutomationRuns(
  { build, within }: Dialect,
  org: string,
  before: number,
): Work<void> {
  for (;;) {
    const rows = yield* all(
      build
        .selectFrom('automation_run')
        .select('run')
        .where('org', '=', org)
        .where('fired_at', '<', before)
        .where((table) =>
          table.not(
            table.exists(
              table
                .selectFrom('automation_step')
                .select('automation_step.run')
                .whereRef('automation_step.org', '=', 'automation_run.org')
                .whereRef('automation_step.run', '=', 'automation_run.run')
                .where('automation_step.open_at', 'is not', null),
            ),
          ),
        )
        .limit(1000),
    )
    if (rows.length === 0) return
    const names = rows.map((row) => row.run)
    yield* run(
      build.deleteFrom('automation_step').where('org', '=', org).where('run', 'in', within(names)),
    )
    yield* run(
      build.deleteFrom('automation_run').where('org', '=', org).where('run', 'in', within(names)),
    )
  }
}
