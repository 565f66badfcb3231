import type { Context } from 'hono'
import type { Caller } from '../../access/index.ts'
import { roleOf, type People, type SignedIn } from '../../people/index.ts'
import { rolePermissions, type Role } from '../../rights/index.ts'
import { membershipsOf, type UserMembership } from '../../store/index.ts'
import type { Host } from '../../work/index.ts'
import { isChanging, isOwnPage } from '../own-page.ts'
import { problem } from '../problem.ts'

/** Somebody who is signed in, and what they are here. */
export interface Person extends SignedIn {
  readonly memberships: readonly UserMembership[]
  /** In the organisation that is asked for; undefined: they are not in it. */
  readonly role: Role | undefined
}

/** The header that names the organisation which somebody with a session asks for. */
export const organisationHeader = 'x-organisation'

/** Who a session is of, or why it counts for nothing. */
export async function personOf(
  context: Context,
  cookie: string,
  {
    people,
    host,
  }: { readonly people: People; readonly host: Pick<Host, 'store' | 'configuration'> },
): Promise<Person | Response> {
  // A page of another site can have a browser send the cookie, and says by itself where it is from.
  if (isChanging(context) && isOwnPage(context, host.configuration.host?.url) !== true)
    return foreignPage()
  const found = await people.signedIn(cookie)
  if (found === undefined) return signedOut()
  const { organisation } = host.store
  const wanted = context.req.header(organisationHeader)
  const memberships = await host.store.read((dialect) => membershipsOf(dialect, found.id))
  const role = roleOf(memberships.find((each) => each.organisation === organisation)?.role)
  if (wanted !== undefined && (wanted !== organisation || role === undefined))
    return problem(404, 'There is no such organisation among yours.')
  return { ...found, memberships, role }
}

/** What somebody may do, as the guard judges tokens. */
export function callerOf({ id, name, role }: Person): Caller {
  const permissions = role === undefined ? [] : rolePermissions[role]
  return { id, name, kind: 'server', permissions, nodes: [], origins: [], lastUsedAt: undefined }
}

export function foreignPage(): Response {
  return problem(403, 'This was not sent by a page of this host.', {
    hint: 'Open the page of this host itself. A program sends a token in the place of a cookie.',
  })
}

function signedOut(): Response {
  return problem(401, 'Nobody is signed in by this session any more.', {
    hint: 'Sign in again.',
  })
}
