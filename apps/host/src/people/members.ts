import { fault } from '@cartograph/core'
import { audit, type Actor } from '../access/index.ts'
import { isRole, type Role } from '../rights/index.ts'
import {
  endSessions,
  membersIn,
  membershipsOf,
  removeMember,
  removeUser,
  setRole,
  type Dialect,
  type Member,
  type Store,
  type Work,
} from '../store/index.ts'

/** Who changes members, and as what: a token that may do everything and the command count as an owner. */
export interface ChangingPeople {
  readonly by: Actor
  readonly role: Role
  readonly now: number
}

/**
 * Makes a member something else.
 *
 * @param which an id, or an e-mail address.
 * @throws a `notFound` fault where there is none, `permission` where only an owner may, `conflict` where it is the last owner.
 */
export function changeRole(
  store: Store,
  which: string,
  role: Role,
  changing: ChangingPeople,
): Promise<Member> {
  return store.write(function* (dialect, org) {
    const { member, owners } = yield* memberToChange(dialect, org, which)
    refuseOwners(changing, member.role, role)
    if (role !== 'owner') refuseLast(owners, member)
    yield* setRole(dialect, org, member.id, role)
    yield* audit(dialect, org, {
      at: changing.now,
      actor: changing.by,
      action: 'people.role',
      target: member.id,
      outcome: role,
    })
    return { ...member, role }
  })
}

/**
 * Takes somebody out of the organisation, and forgets them altogether where they are in no other one.
 *
 * @param which an id, or an e-mail address.
 * @throws as `changeRole` does.
 */
export function dismiss(store: Store, which: string, changing: ChangingPeople): Promise<Member> {
  return store.write(function* (dialect, org) {
    const { member, owners } = yield* memberToChange(dialect, org, which)
    const isOwn = changing.by.kind === 'user' && changing.by.id === member.id
    if (!isOwn) refuseOwners(changing, member.role)
    refuseLast(owners, member)
    yield* removeMember(dialect, org, member.id)
    const others = yield* membershipsOf(dialect, member.id)
    if (others.length === 0) yield* removeUser(dialect, member.id)
    // Whoever is elsewhere too signs in again, and sees then where they still are.
    else yield* endSessions(dialect, member.id)
    const { by: actor, now: at } = changing
    yield* audit(dialect, org, { at, actor, action: 'people.remove', target: member.id })
    return member
  })
}

/** The member that is meant, alone with all members, so that two owners cannot leave at once. */
function* memberToChange(
  dialect: Dialect,
  org: string,
  which: string,
): Work<{ readonly member: Member; readonly owners: readonly Member[] }> {
  yield* dialect.alone(['members', org])
  const members = yield* membersIn(dialect, org)
  const owners = members.filter(({ role }) => role === 'owner')
  return { member: memberNamed(members, which), owners }
}

/** @throws a `notFound` fault where there is none. */
export function memberNamed(members: readonly Member[], which: string): Member {
  const email = which.toLowerCase()
  const found = members.find((each) => each.id === which || each.email === email)
  if (found !== undefined) return found
  throw fault({
    kind: 'notFound',
    message: 'Nobody of this organisation is called so.',
    hint: '`cartograph users list` shows everybody with address and id.',
  })
}

/** @throws a `permission` fault where a role is an owner's and whoever changes is none. */
export function refuseOwners({ role }: ChangingPeople, ...concerned: readonly string[]): void {
  if (role === 'owner' || !concerned.includes('owner')) return
  throw fault({
    kind: 'permission',
    message: 'Only an owner says who is an owner.',
    hint: 'Ask one of them.',
  })
}

function refuseLast(owners: readonly Member[], { id }: Member): void {
  if (owners.length !== 1 || owners[0]?.id !== id) return
  throw fault({
    kind: 'conflict',
    message: 'This is the last owner of the organisation, who cannot leave it.',
    hint: 'Make somebody else an owner first.',
  })
}

/** The role that is kept; one of a newer Cartograph means nothing here. */
export function roleOf(name: string | undefined): Role | undefined {
  return name !== undefined && isRole(name) ? name : undefined
}
