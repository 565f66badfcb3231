import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { doubtAutomations } from './automation-restored.ts'
import { run, type Dialect, type Work } from './database.ts'
import type { SinkPlace } from './ledger.ts'

/** So far beyond what was handed out that whoever still holds a fence of the time after the backup can write nothing. */
const fenceLeap = 1_000_000

/**
 * Begins another life of a store that was set back to an earlier state.
 *
 * The log gets another epoch, so that whoever followed it begins anew. No fence from before holds. What was acknowledged shortly before, at the sinks
 * that are named, may have been overtaken since: it counts as unknown, and each sink's own rule says what happens.
 */
export function* beginAnotherLife(
  dialect: Dialect,
  org: string,
  doubtful: { readonly sinks: readonly SinkPlace[]; readonly since: number },
): Work<void> {
  const { build } = dialect
  yield* run(build.updateTable('change_head').set({ epoch: randomUUID() }).where('org', '=', org))
  for (const table of ['slice', 'feed', 'consumer', 'ledger'] as const)
    yield* run({
      compile: () =>
        sql`update ${sql.table(table)} set fence = fence + ${fenceLeap} where org = ${org}`.compile(
          build,
        ),
    })
  yield* run(build.updateTable('slice').set({ lease_until: 0 }).where('org', '=', org))
  for (const { connection, sink } of doubtful.sinks)
    yield* run(
      build
        .updateTable('ledger')
        .set({ state: 'sent', quiet_until: 0 })
        .where('org', '=', org)
        .where('connection', '=', connection)
        .where('sink', '=', sink)
        .where('state', '=', 'acked')
        .where('sent_at', '>=', doubtful.since),
    )
  yield* doubtAutomations(dialect, org)
}
