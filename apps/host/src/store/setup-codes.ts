import { all, run, type Dialect, type Work } from './database.ts'
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
