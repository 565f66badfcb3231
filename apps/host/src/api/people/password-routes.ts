import { Hono } from 'hono'
import { faultOf } from '@cartograph/core'
import { audit } from '../../access/index.ts'
import { personAsking } from '../asking.ts'
import { bodyOf } from '../described-requests.ts'
import { problem } from '../problem.ts'
import { afterSetup } from './after-setup.ts'
import type { AuthParts } from './auth-routes.ts'
import { passOn, refusalOf, withCookies } from './passed-on.ts'

/** Other passwords: changed by whoever has one, or chosen by a link. */
export function passwordRoutes({ host, people, limits }: AuthParts): Hono {
  const { store, now, configuration, log } = host
  const routes = new Hono()
  const isOpen = afterSetup(people)
  routes.post('/auth/request-password-reset', isOpen, (context) => {
    const { email } = bodyOf(context, 'POST /api/auth/request-password-reset')
    const late = limits.refuse(context, now(), email)
    if (late !== undefined) return late
    if (configuration.people?.mail === undefined) return notMailed()
    // Nobody waits for it, so that the time of the answer does not tell whether there is such an account.
    passOn(people, context, '/request-password-reset', { email }).catch((error: unknown) => {
      log({ level: 'error', message: faultOf(error).message })
    })
    return Response.json({ status: true }, { status: 202 })
  })
  routes.post('/auth/reset-password', isOpen, async (context) => {
    const late = limits.refuse(context, now())
    if (late !== undefined) return late
    const wish = bodyOf(context, 'POST /api/auth/reset-password')
    const answer = await passOn(people, context, '/reset-password', wish)
    return answer.ok ? Response.json({ status: true }) : refusalOf(answer)
  })
  routes.post('/auth/change-password', isOpen, async (context) => {
    const { id, name, email } = personAsking(context)
    const late = limits.refuse(context, now(), email)
    if (late !== undefined) return late
    const wish = bodyOf(context, 'POST /api/auth/change-password')
    const answer = await passOn(people, context, '/change-password', {
      ...wish,
      revokeOtherSessions: true,
    })
    if (!answer.ok) return refusalOf(answer)
    const actor = { kind: 'user', id, name } as const
    await store.write((dialect, org) =>
      audit(dialect, org, { at: now(), actor, action: 'password.change', target: id }),
    )
    return withCookies(Response.json({ status: true }), answer)
  })
  return routes
}

function notMailed(): Response {
  return problem(409, 'This host sends no links for another password.', {
    hint: 'Whoever runs it makes one with `cartograph users reset`, or sets `people: { mail: … }`.',
  })
}
