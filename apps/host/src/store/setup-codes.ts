import { randomBytes, randomUUID } from 'node:crypto'
import { all, first, run, type Dialect, type Work } from './database.ts'
import { installation } from './people-tables.ts'

export function* addSetupCode(
  { build }: Dialect,
  code: { readonly hash: string; readonly expiresAt: number; readonly tries: number },
): Work<void> {
  const { hash, expiresAt, tries } = code
  yield* run(
    build
      .insertInto('setup_code')
      .values({ org: installation, hash, expires_at: expiresAt, tries_left: tries }),
  )
}

/** The hashes of those that are good. */
export function* goodSetupCodes({ build }: Dialect, now: number): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('setup_code')
      .select('hash')
      .where('org', '=', installation)
      .where('expires_at', '>', now)
      .where('tries_left', '>', 0),
  )
  return rows.map(({ hash }) => hash)
}

/** A try with a wrong code counts against every code that is good. */
export function* countWrongCode({ build }: Dialect): Work<void> {
  yield* run(
    build
      .updateTable('setup_code')
      .set((table) => ({ tries_left: table('tries_left', '-', 1) }))
      .where('org', '=', installation)
      .where('tries_left', '>', 0),
  )
}

export function* forgetSetupCodes({ build }: Dialect): Work<void> {
  yield* run(build.deleteFrom('setup_code').where('org', '=', installation))
}

/** What cookies are signed with; made when it is needed first. */
export function* hostKey(dialect: Dialect, now: number): Work<string> {
  const { build } = dialect
  yield* dialect.alone(['host key'])
  const row = yield* first(
    build
      .selectFrom('host_key')
      .select('secret')
      .where('org', '=', installation)
      .orderBy('made_at', 'desc'),
  )
  if (row !== undefined) return row.secret
  const secret = randomBytes(48).toString('base64url')
  yield* run(
    build
      .insertInto('host_key')
      .values({ org: installation, id: randomUUID(), secret, made_at: now }),
  )
  return secret
}
