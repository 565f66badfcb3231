import { randomUUID } from 'node:crypto'
import { all, first, run, type Dialect, type Work } from './database.ts'
import { installation, type HostUserTable } from './people-tables.ts'

/** Somebody who signs in. */
export interface HostUser {
  readonly id: string
  readonly name: string
  /** In small letters. */
  readonly email: string
  readonly twoFactor: boolean
}

/** Signs in with a password, of which a hash is kept. */
const byPassword = 'credential'

/** Whether anybody signs in at this installation at all. */
export function* hasUsers({ build }: Dialect): Work<boolean> {
  const row = yield* first(
    build.selectFrom('host_user').select('id').where('org', '=', installation).limit(1),
  )
  return row !== undefined
}

export function* userOfEmail({ build }: Dialect, email: string): Work<HostUser | undefined> {
  const row = yield* first(
    build
      .selectFrom('host_user')
      .selectAll()
      .where('org', '=', installation)
      .where('email', '=', email.toLowerCase()),
  )
  return row && userOf(row)
}

/** The names of those that are still there, by id. */
export function* namesOfUsers(
  { build, within }: Dialect,
  ids: readonly string[],
): Work<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('host_user')
      .select(['id', 'name'])
      .where('org', '=', installation)
      .where('id', 'in', within(ids)),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Adds somebody who signs in with a password. The address must not be somebody's already. */
export function* addUser(
  { build }: Dialect,
  {
    name,
    email,
    passwordHash,
    now,
  }: {
    readonly name: string
    readonly email: string
    readonly passwordHash: string
    readonly now: number
  },
): Work<HostUser> {
  const id = randomUUID()
  const at = { created_at: now, updated_at: now }
  const user = {
    org: installation,
    id,
    name,
    email: email.toLowerCase(),
    // Whoever runs the host, or an owner, has vouched for it.
    email_verified: 1,
    image: null,
    two_factor_enabled: 0,
    ...at,
  }
  yield* run(build.insertInto('host_user').values(user))
  yield* run(
    build.insertInto('host_login').values({
      org: installation,
      id: randomUUID(),
      account_id: id,
      provider_id: byPassword,
      user_id: id,
      password: passwordHash,
      ...at,
    }),
  )
  return userOf(user)
}

export function* renameUser(
  { build }: Dialect,
  user: string,
  name: string,
  now: number,
): Work<void> {
  yield* run(
    build
      .updateTable('host_user')
      .set({ name, updated_at: now })
      .where('org', '=', installation)
      .where('id', '=', user),
  )
}

/** Takes off the second step of somebody who has lost the device; false where there is none. */
export function* forgetFactor({ build }: Dialect, user: string, now: number): Work<boolean> {
  const rows = yield* all(
    build
      .deleteFrom('host_factor')
      .where('org', '=', installation)
      .where('user_id', '=', user)
      .returning('id'),
  )
  yield* run(
    build
      .updateTable('host_user')
      .set({ two_factor_enabled: 0, updated_at: now })
      .where('org', '=', installation)
      .where('id', '=', user),
  )
  return rows.length > 0
}

/** Forgets somebody: no sign-in, session or second step of theirs stays. */
export function* removeUser({ build }: Dialect, id: string): Work<void> {
  for (const table of ['host_session', 'host_login', 'host_factor'] as const)
    yield* run(build.deleteFrom(table).where('org', '=', installation).where('user_id', '=', id))
  yield* run(build.deleteFrom('host_user').where('org', '=', installation).where('id', '=', id))
}

function userOf(
  row: Pick<HostUserTable, 'id' | 'name' | 'email' | 'two_factor_enabled'>,
): HostUser {
  const { id, name, email } = row
  return { id, name, email, twoFactor: row.two_factor_enabled === 1 }
}
