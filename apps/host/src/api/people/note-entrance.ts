import { audit } from '../../access/index.ts'
import type { HostUser } from '../../store/index.ts'
import type { Host } from '../../work/index.ts'

/** Tells the audit log that somebody signed in. */
export async function noteEntrance(
  { store, now }: Pick<Host, 'store' | 'now'>,
  { id, name }: Pick<HostUser, 'id' | 'name'>,
): Promise<void> {
  const actor = { kind: 'user', id, name } as const
  await store.write((dialect, org) =>
    audit(dialect, org, { at: now(), actor, action: 'session.begin' }),
  )
}
