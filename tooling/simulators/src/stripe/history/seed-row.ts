import { putRow } from '../changes/change.ts'
import { creationEvents, statusEvents } from '../changes/event-names.ts'
import { eventsKeptSeconds } from '../events/event-log.ts'
import type { StripeObject } from '../json.ts'
import type { KindName } from '../kinds/kinds.ts'
import type { Account } from '../store/account.ts'

/** A row of the past. */
export interface Past {
  readonly id: string
  readonly created: number
  readonly parent?: string | null
  /** When it came to the status it has. Default: at once. */
  readonly settledAt?: number
}

/** Puts a row of the past, made only when it is asked for; what is recent has left its events too. */
export function seedRow(
  account: Account,
  kind: KindName,
  past: Past,
  row: () => StripeObject,
): void {
  putRow(account, kind, past, row)
  const { created, settledAt = created } = past
  const now = account.present()
  if (Math.max(created, settledAt) <= now - eventsKeptSeconds) return
  for (const type of creationEvents(kind)) account.fire({ type, created, object: row })
  if (settledAt > now) return
  for (const type of statusEvents(kind, row())) {
    account.fire({ type, created: settledAt, object: row })
  }
}
