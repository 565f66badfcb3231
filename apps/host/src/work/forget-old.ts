import { forgetAudit } from '../access/index.ts'
import {
  forgetOver,
  purgeDeleted,
  purgeFirings,
  purgeInbox,
  purgeTransacts,
} from '../store/index.ts'
import { underLease } from './held.ts'
import { dayMs, type Host } from './host.ts'

const keptWebhooksMs = 30 * dayMs
const keptFiringsMs = 90 * dayMs
const keptDeletedMs = 30 * dayMs
const deletedAtOnce = 500

/** Forgets what is old, once a day, whoever does it. */
export async function forgetOld(host: Host): Promise<void> {
  await underLease(host, 'purge', async ({ signal }) => {
    const at = host.now()
    await host.store.write(function* (dialect, org) {
      yield* purgeInbox(dialect, org, at - keptWebhooksMs)
      yield* purgeTransacts(dialect, org, at - keptWebhooksMs)
      yield* purgeFirings(dialect, org, at - keptFiringsMs)
      const { auditKeepMs: keepMs } = host.configuration
      if (keepMs !== undefined) yield* forgetAudit(dialect, org, { keepMs, now: at })
      yield* forgetOver(dialect, at)
    })
    const before = at - keptDeletedMs
    const wish = { before, staleBefore: before, limit: deletedAtOnce }
    let forgotten = deletedAtOnce
    while (forgotten > 0 && !signal.aborted)
      forgotten = await host.store.write((dialect, org) => purgeDeleted(dialect, org, wish))
    // What webhooks carried that came late stays in no log.
    await host.store.foldLog()
    return { forMs: dayMs, failures: 0 }
  })
}
