import { all, first, run, type Dialect, type Work } from './database.ts'
import { installation } from './people-tables.ts'

/** Somebody who is in an organisation. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly twoFactor: boolean
  readonly joinedAt: number
}

export interface UserMembership {
  readonly organisation: string
  readonly role: string
}

/** Where somebody is a member, in the order of the names of the organisations. */
export function* membershipsOf({ build }: Dialect, user: string): Work<readonly UserMembership[]> {
  return yield* all(
    build
      .selectFrom('membership')
      .select(['org as organisation', 'role'])
      .where('user_id', '=', user)
      .orderBy('org'),
  )
}

/** Everybody of an organisation, by name. */
export function* membersIn({ build }: Dialect, org: string): Work<readonly Member[]> {
  const rows = yield* all(
    build
      .selectFrom('membership')
      .innerJoin('host_user', 'host_user.id', 'membership.user_id')
      .select([
        'host_user.id',
        'host_user.name',
        'host_user.email',
        'host_user.two_factor_enabled',
        'membership.role',
        'membership.joined_at',
      ])
      .where('membership.org', '=', org)
      .where('host_user.org', '=', installation)
      .orderBy('host_user.name')
      .orderBy('host_user.id'),
  )
  return rows.map(({ id, name, email, role, two_factor_enabled: factor, joined_at: joinedAt }) => ({
    id,
    name,
    email,
    role,
    twoFactor: factor === 1,
    joinedAt,
  }))
}

/** Makes somebody a member; false where they are one already, whose role then stays. */
export function* addMember(
  { build }: Dialect,
  org: string,
  { user, role, now }: { readonly user: string; readonly role: string; readonly now: number },
): Work<boolean> {
  const row = yield* first(
    build
      .insertInto('membership')
      .values({ org, user_id: user, role, joined_at: now })
      .onConflict((conflict) => conflict.columns(['org', 'user_id']).doNothing())
      .returning('user_id'),
  )
  return row !== undefined
}

export function* setRole({ build }: Dialect, org: string, user: string, role: string): Work<void> {
  yield* run(
    build
      .updateTable('membership')
      .set({ role })
      .where('org', '=', org)
      .where('user_id', '=', user),
  )
}

export function* removeMember({ build }: Dialect, org: string, user: string): Work<void> {
  yield* run(build.deleteFrom('membership').where('org', '=', org).where('user_id', '=', user))
}
