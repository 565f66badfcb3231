import { all, first, run, type Dialect, type Work } from './database.ts'
import { installation } from './people-tables.ts'

/** Ends every session of somebody. */
export function* endSessions({ build }: Pick<Dialect, 'build'>, user: string): Work<void> {
  yield* run(
    build.deleteFrom('host_session').where('org', '=', installation).where('user_id', '=', user),
  )
}

/** A session as its owner sees it: nothing in it lets anybody in. */
export interface UserSession {
  readonly id: string
  readonly createdAt: number
  readonly usedAt: number
  readonly expiresAt: number
  readonly address: string | undefined
  readonly browser: string | undefined
}

/** The newest first. */
export function* sessionsOf(
  { build }: Dialect,
  user: string,
  now: number,
): Work<readonly UserSession[]> {
  const rows = yield* all(
    build
      .selectFrom('host_session')
      .selectAll()
      .where('org', '=', installation)
      .where('user_id', '=', user)
      .where('expires_at', '>', now)
      .orderBy('created_at', 'desc')
      .orderBy('id'),
  )
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    usedAt: row.updated_at,
    expiresAt: row.expires_at,
    address: row.ip_address ?? undefined,
    browser: row.user_agent ?? undefined,
  }))
}

/** Ends a session; false where it is none of this user's. */
export function* endSession({ build }: Dialect, user: string, id: string): Work<boolean> {
  const row = yield* first(
    build
      .deleteFrom('host_session')
      .where('org', '=', installation)
      .where('user_id', '=', user)
      .where('id', '=', id)
      .returning('id'),
  )
  return row !== undefined
}

/** Forgets sessions and codes that are over. */
export function* forgetOver({ build }: Dialect, now: number): Work<void> {
  for (const table of ['host_session', 'host_code'] as const)
    yield* run(
      build.deleteFrom(table).where('org', '=', installation).where('expires_at', '<=', now),
    )
}
