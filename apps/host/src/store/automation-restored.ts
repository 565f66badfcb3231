import { run, type Dialect, type Work } from './database.ts'

/**
 * After a store was set back to an earlier state: what happened meanwhile was answered before that, by runs of which nothing is known
 * any more, so it is history now; and of steps that were due meanwhile nobody knows whether they were done.
 *
 * What is due only later was not begun, and is done then.
 */
export function* doubtAutomations({ build, instant }: Dialect, org: string): Work<void> {
  yield* run(
    build
      .updateTable('automation_state')
      .set({ active_since: instant, counted_from: instant })
      .where('org', '=', org),
  )
  yield* run(
    build
      .updateTable('automation_step')
      .set({
        state: 'unknown',
        open_at: null,
        quiet_until: null,
        input: null,
        settled_at: instant,
        reason: 'A backup was restored, and nobody knows whether this was done after it was taken.',
      })
      .where('org', '=', org)
      .where('open_at', '<=', instant),
  )
}
