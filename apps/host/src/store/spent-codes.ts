import { createHash } from 'node:crypto'
import { first, run, type Dialect, type Work } from './database.ts'
import { installation } from './people-tables.ts'

/** A code of a device is good for its half minute and those beside it. */
const spentMs = 120_000

/** Notes that a code of somebody's device was used; false where it was used already, for it is good once. */
export function* spendCode(
  { build }: Dialect,
  { user, code, now }: { readonly user: string; readonly code: string; readonly now: number },
): Work<boolean> {
  const id = createHash('sha256').update(`spent ${user} ${code}`).digest('hex')
  yield* run(
    build
      .deleteFrom('host_code')
      .where('org', '=', installation)
      .where('id', '=', id)
      .where('expires_at', '<=', now),
  )
  const row = yield* first(
    build
      .insertInto('host_code')
      .values({
        org: installation,
        id,
        identifier: id,
        value: '',
        expires_at: now + spentMs,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.columns(['org', 'id']).doNothing())
      .returning('id'),
  )
  return row !== undefined
}
