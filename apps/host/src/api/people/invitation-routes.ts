import { Hono } from 'hono'
import { acceptInvitation, hasSession, lookAtInvitation, type People } from '../../people/index.ts'
import type { Host } from '../../work/index.ts'
import { bodyOf } from '../described-requests.ts'
import { passOn, withCookies } from './passed-on.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** What whoever was invited does with the link. */
export function invitationRoutes({
  host,
  people,
  limits,
}: {
  readonly host: Pick<Host, 'store' | 'now'>
  readonly people: People
  readonly limits: SignInLimits
}): Hono {
  const { store, now } = host
  const routes = new Hono()
  routes.post('/invitations/look', async (context) => {
    const late = limits.refuse(context, now())
    if (late !== undefined) return late
    const { token } = bodyOf(context, 'POST /api/invitations/look')
    return Response.json(await lookAtInvitation(store, token, now()))
  })
  routes.post('/invitations/accept', async (context) => {
    const late = limits.refuse(context, now())
    if (late !== undefined) return late
    const { token, name, password } = bodyOf(context, 'POST /api/invitations/accept')
    const cookie = context.req.header('cookie')
    const signedIn = hasSession(cookie) ? await people.signedIn(cookie) : undefined
    // Looked at first, so that only whoever has a link has a password hashed.
    await lookAtInvitation(store, token, now())
    const account =
      name === undefined || password === undefined
        ? undefined
        : { name, passwordHash: await people.hashOf(password) }
    const accepting = { token, user: signedIn?.id, account, now: now() }
    const { id, name: shown, email } = await acceptInvitation(store, accepting)
    const answer = Response.json({ user: { id, name: shown, email } })
    if (signedIn !== undefined || password === undefined) return answer
    return withCookies(answer, await passOn(people, context, '/sign-in/email', { email, password }))
  })
  return routes
}
