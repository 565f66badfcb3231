import type { JsonObject } from '@cartograph/core'
import { first, run, type Dialect, type Work } from './database.ts'

/** What a connection's check told of its account, with the settings that it was told for. */
export interface KnownAccount {
  readonly fingerprint: string
  readonly account: JsonObject
  /** The vendor's clock less ours, in milliseconds. */
  readonly clockOffsetMs: number
  readonly checkedAt: number
}

export function* readAccount(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<KnownAccount | undefined> {
  const row = yield* first(
    build
      .selectFrom('account')
      .select(['fingerprint', 'account', 'clock_offset', 'checked_at'])
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  return (
    row && {
      fingerprint: row.fingerprint,
      account: JSON.parse(row.account) as JsonObject,
      clockOffsetMs: row.clock_offset,
      checkedAt: row.checked_at,
    }
  )
}

export function* writeAccount(
  { build }: Dialect,
  org: string,
  connection: string,
  known: KnownAccount,
): Work<void> {
  const values = {
    fingerprint: known.fingerprint,
    account: JSON.stringify(known.account),
    clock_offset: known.clockOffsetMs,
    checked_at: known.checkedAt,
  }
  yield* run(
    build
      .insertInto('account')
      .values({ org, connection, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'connection']).doUpdateSet(values)),
  )
}

/** Keeps what was learnt of the vendor's clock since the check, for the next process to begin with. */
export function* keepClockOffset(
  { build }: Dialect,
  org: string,
  connection: string,
  clockOffsetMs: number,
): Work<void> {
  yield* run(
    build
      .updateTable('account')
      .set({ clock_offset: clockOffsetMs })
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('clock_offset', '<>', clockOffsetMs),
  )
}
