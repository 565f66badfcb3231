import { fault } from '@cartograph/core'
import { audit } from '../access/index.ts'
import { tokenHash } from '../rights/index.ts'
import {
  addMember,
  addUser,
  endInvitation,
  invitationOfHash,
  userOfEmail,
  type HostUser,
  type Invitation,
  type Store,
} from '../store/index.ts'

/** What somebody who has the link of an invitation may see of it. */
export interface SeenInvitation {
  readonly organisation: string
  readonly email: string
  readonly role: string
  /** Whoever has an account already signs in; others choose a name and a password. */
  readonly hasAccount: boolean
}

/** Who accepts: somebody who is signed in, or somebody new. */
export interface Accepting {
  readonly token: string
  /** The id of whoever is signed in. */
  readonly user: string | undefined
  readonly account: { readonly name: string; readonly passwordHash: string } | undefined
  readonly now: number
}

/** @throws a `notFound` fault where it is none that is good. */
export function lookAtInvitation(
  store: Store,
  token: string,
  now: number,
): Promise<SeenInvitation> {
  return store.read(function* (dialect) {
    const found = goodOne(yield* invitationOfHash(dialect, tokenHash(token), now))
    const { organisation, email, role } = found
    const user = yield* userOfEmail(dialect, email)
    return { organisation, email, role, hasAccount: user !== undefined }
  })
}

/**
 * Makes whoever was invited a member. The link is good no more then.
 *
 * @throws a `notFound` fault where the invitation is none that is good, `permission` where it is for another address.
 */
export function acceptInvitation(store: Store, accepting: Accepting): Promise<HostUser> {
  const { token, user, account, now } = accepting
  return store.write(function* (dialect) {
    const hash = tokenHash(token)
    const { organisation: org } = goodOne(yield* invitationOfHash(dialect, hash, now))
    yield* dialect.alone(['members', org])
    const found = goodOne(yield* invitationOfHash(dialect, hash, now))
    const known = yield* userOfEmail(dialect, found.email)
    if (user !== known?.id) throw user === undefined ? signInFirst() : forAnother()
    const joined =
      known ?? (account && (yield* addUser(dialect, { ...account, email: found.email, now })))
    if (joined === undefined) throw nameMissing()
    yield* endInvitation(dialect, org, found.id, { accepted_at: now })
    yield* addMember(dialect, org, { user: joined.id, role: found.role, now })
    yield* audit(dialect, org, {
      at: now,
      actor: { kind: 'user', id: joined.id, name: joined.name },
      action: 'people.join',
      target: found.id,
      outcome: found.role,
    })
    return joined
  })
}

function goodOne(invitation: Invitation | undefined): Invitation {
  if (invitation !== undefined) return invitation
  throw fault({
    kind: 'notFound',
    message: 'This invitation is not good any more.',
    hint: 'It was used, taken back, or is older than a week. Ask for another one.',
  })
}

function signInFirst(): Error {
  return fault({
    kind: 'permission',
    message: 'There is an account for the address that was invited.',
    hint: 'Sign in with it, then open the invitation again.',
  })
}

function forAnother(): Error {
  return fault({
    kind: 'permission',
    message: 'This invitation is for another address than that of your account.',
    hint: 'Sign out, then open the invitation again; or ask to be invited with the address of your account.',
  })
}

function nameMissing(): Error {
  return fault({
    kind: 'record',
    message: 'Whoever has no account yet chooses a name and a password.',
  })
}
