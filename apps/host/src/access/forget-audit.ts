import { purgeAudit, type Dialect, type Work } from '../store/index.ts'
import { audit } from './audit.ts'

/** Forgets entries of the audit log that are older than it is kept, and leaves an entry that says so. */
export function* forgetAudit(
  dialect: Dialect,
  org: string,
  { keepMs, now }: { readonly keepMs: number; readonly now: number },
): Work<void> {
  const before = now - keepMs
  const gone = yield* purgeAudit(dialect, org, before)
  if (gone === 0) return
  yield* audit(dialect, org, {
    at: now,
    actor: { kind: 'host' },
    action: 'audit.purge',
    target: `before ${new Date(before).toISOString()}`,
    outcome: `${gone} ${gone === 1 ? 'entry' : 'entries'} gone`,
  })
}
