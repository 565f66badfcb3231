import { randomBytes, randomUUID } from 'node:crypto'
import { fault } from '@cartograph/core'
import { audit } from '../access/index.ts'
import { tokenHash, type Role } from '../rights/index.ts'
import {
  addInvitation,
  endInvitation,
  membersIn,
  openInvitations,
  type Invitation,
  type Store,
} from '../store/index.ts'
import { refuseOwners, type ChangingPeople } from './members.ts'

/** An invitation with what its link holds, which is shown or mailed this once and kept nowhere. */
export interface Invited {
  readonly invitation: Invitation
  readonly token: string
}

const invitationMs = 7 * 86_400_000
const mostInvitations = 500

/**
 * Invites somebody by an address; one that was invited before and has not come gets another link, and the first is good no more.
 *
 * @throws a `conflict` fault where somebody of that address is a member, `permission` where only an owner may.
 */
export function invite(
  store: Store,
  { email: given, role }: { readonly email: string; readonly role: Role },
  changing: ChangingPeople,
): Promise<Invited> {
  const { by: actor, now } = changing
  const email = given.toLowerCase()
  const token = randomBytes(32).toString('base64url')
  return store.write(function* (dialect, org) {
    refuseOwners(changing, role)
    yield* dialect.alone(['members', org])
    const members = yield* membersIn(dialect, org)
    if (members.some((member) => member.email === email)) throw alreadyThere()
    const open = yield* openInvitations(dialect, org, now)
    for (const { id } of open.filter((each) => each.email === email))
      yield* endInvitation(dialect, org, id, { revoked_at: now })
    if (open.length >= mostInvitations) throw tooMany()
    const invitation: Invitation = {
      organisation: org,
      id: randomUUID(),
      email,
      role,
      createdAt: now,
      expiresAt: now + invitationMs,
    }
    yield* addInvitation(dialect, { ...invitation, hash: tokenHash(token) })
    const target = invitation.id
    yield* audit(dialect, org, { at: now, actor, action: 'people.invite', target, outcome: role })
    return { invitation, token }
  })
}

/** @throws a `notFound` fault where there is none that is good. */
export function takeBack(
  store: Store,
  id: string,
  { by: actor, now }: ChangingPeople,
): Promise<void> {
  return store.write(function* (dialect, org) {
    if (!(yield* endInvitation(dialect, org, id, { revoked_at: now })))
      throw fault({ kind: 'notFound', message: 'There is no invitation of that id that is good.' })
    yield* audit(dialect, org, { at: now, actor, action: 'people.uninvite', target: id })
  })
}

function alreadyThere(): Error {
  return fault({
    kind: 'conflict',
    message: 'Somebody of this address is a member already.',
    hint: 'Give them another role in the place of inviting them.',
  })
}

function tooMany(): Error {
  return fault({
    kind: 'conflict',
    message: `There are ${mostInvitations} invitations that nobody has answered, which is as many as there may be.`,
    hint: 'Take some of them back.',
  })
}
