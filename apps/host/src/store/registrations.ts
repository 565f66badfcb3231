import type { Registration } from '@cartograph/core'
import { first, run, type Dialect, type Work } from './database.ts'

/** What a vendor was told to call, when that was last looked at. The secrets in it are never shown. */
export interface RegistrationState {
  readonly registered: readonly Registration[]
  readonly checkedAt: number
}

/** How registrations are written: another form, such as an encrypted one, gets a name of its own. */
interface Written {
  readonly plain: readonly Registration[]
}

export function* readRegistrations(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<RegistrationState | undefined> {
  const row = yield* first(
    build
      .selectFrom('registration')
      .select(['data', 'checked_at'])
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  if (row === undefined) return undefined
  const { plain } = JSON.parse(row.data) as Written
  return { registered: plain, checkedAt: row.checked_at }
}

export function* writeRegistrations(
  { build }: Dialect,
  org: string,
  connection: string,
  registered: readonly Registration[],
  now: number,
): Work<void> {
  const written: Written = { plain: registered }
  const change = { data: JSON.stringify(written), checked_at: now }
  yield* run(
    build
      .insertInto('registration')
      .values({ org, connection, ...change })
      .onConflict((conflict) => conflict.columns(['org', 'connection']).doUpdateSet(change)),
  )
}

export function* dropRegistrations(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<void> {
  yield* run(
    build.deleteFrom('registration').where('org', '=', org).where('connection', '=', connection),
  )
}
