import type { Json } from '@cartograph/core'
import { first, run, type Dialect, type Work } from './database.ts'

/** What a connector discovered about an account, with the settings that it was found with. */
export interface Finding {
  readonly fingerprint: string
  readonly found: Json
  readonly at: number
}

export function* readFinding(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<Finding | undefined> {
  const row = yield* first(
    build
      .selectFrom('finding')
      .select(['fingerprint', 'found', 'at'])
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  return row && { ...row, found: JSON.parse(row.found) as Json }
}

export function* writeFinding(
  { build }: Dialect,
  org: string,
  connection: string,
  finding: Finding,
): Work<void> {
  const values = {
    fingerprint: finding.fingerprint,
    found: JSON.stringify(finding.found),
    at: finding.at,
  }
  yield* run(
    build
      .insertInto('finding')
      .values({ org, connection, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'connection']).doUpdateSet(values)),
  )
}
