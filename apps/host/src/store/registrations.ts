import type { Registration } from '@cartograph/core'
import { first, run, type Dialect, type Work } from './database.ts'
import { openedText, sealedWhereKey } from './sealed-columns.ts'

/** What a vendor was told to call, when that was last looked at. The secrets in it are never shown. */
export interface RegistrationState {
  readonly registered: readonly Registration[]
  readonly checkedAt: number
}

/** How registrations are written, with a key and without one. */
type Written =
  | { readonly plain: readonly Registration[] }
  /** The same as JSON, sealed. */
  | { readonly sealed: string }

/** What a row of the table says. */
export function writtenRegistrations(
  dialect: Pick<Dialect, 'keyring'>,
  org: string,
  connection: string,
  data: string,
): readonly Registration[] {
  const written = JSON.parse(data) as Written
  if ('plain' in written) return written.plain
  const place = { organisation: org, kind: 'registration', name: connection } as const
  return JSON.parse(openedText(dialect, place, written.sealed)) as readonly Registration[]
}

/** What is written into a row of the table. */
export function sealedRegistrations(
  dialect: Pick<Dialect, 'keyring'>,
  org: string,
  connection: string,
  registered: readonly Registration[],
): string {
  const place = { organisation: org, kind: 'registration', name: connection } as const
  const written: Written =
    dialect.keyring === undefined
      ? { plain: registered }
      : { sealed: sealedWhereKey(dialect, place, JSON.stringify(registered)) }
  return JSON.stringify(written)
}

export function* readRegistrations(
  dialect: Dialect,
  org: string,
  connection: string,
): Work<RegistrationState | undefined> {
  const row = yield* first(
    dialect.build
      .selectFrom('registration')
      .select(['data', 'checked_at'])
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  if (row === undefined) return undefined
  return {
    registered: writtenRegistrations(dialect, org, connection, row.data),
    checkedAt: row.checked_at,
  }
}

export function* writeRegistrations(
  dialect: Dialect,
  org: string,
  connection: string,
  registered: readonly Registration[],
  now: number,
): Work<void> {
  const data = sealedRegistrations(dialect, org, connection, registered)
  const change = { data, checked_at: now }
  yield* run(
    dialect.build
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
