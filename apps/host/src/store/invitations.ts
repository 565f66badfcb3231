import { all, first, run, type Dialect, type Work } from './database.ts'
import type { InvitationTable } from './people-tables.ts'

/** Somebody who may become a member with a link, of which a hash is kept. */
export interface Invitation {
  readonly organisation: string
  readonly id: string
  /** In small letters. */
  readonly email: string
  readonly role: string
  readonly createdAt: number
  readonly expiresAt: number
}

export function* addInvitation(
  { build }: Dialect,
  { organisation, createdAt, expiresAt, ...invitation }: Invitation & { readonly hash: string },
): Work<void> {
  yield* run(
    build.insertInto('invitation').values({
      org: organisation,
      ...invitation,
      created_at: createdAt,
      expires_at: expiresAt,
      accepted_at: null,
      revoked_at: null,
    }),
  )
}

/** Those that are still good, the newest first. */
export function* openInvitations(
  { build }: Dialect,
  org: string,
  now: number,
): Work<readonly Invitation[]> {
  const rows = yield* all(
    build
      .selectFrom('invitation')
      .selectAll()
      .where('org', '=', org)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .orderBy('created_at', 'desc')
      .orderBy('id'),
  )
  return rows.map(invitationOf)
}

/** The one that a link is of, as long as it is good. It says itself of which organisation it is. */
export function* invitationOfHash(
  { build }: Dialect,
  hash: string,
  now: number,
): Work<Invitation | undefined> {
  const row = yield* first(
    build
      .selectFrom('invitation')
      .selectAll()
      .where('hash', '=', hash)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now),
  )
  return row && invitationOf(row)
}

/** Ends an invitation; false where it was none that is good. Of several who do it at once, one is told true. */
export function* endInvitation(
  { build }: Dialect,
  org: string,
  id: string,
  change: { readonly accepted_at: number } | { readonly revoked_at: number },
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('invitation')
      .set(change)
      .where('org', '=', org)
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .returning('id'),
  )
  return row !== undefined
}

function invitationOf(row: InvitationTable): Invitation {
  const { org, id, email, role } = row
  const at = { createdAt: row.created_at, expiresAt: row.expires_at }
  return { organisation: org, id, email, role, ...at }
}
