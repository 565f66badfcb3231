import { Hono } from 'hono'
import * as z from 'zod'
import { problem } from '../problem.ts'
import { afterSetup } from './after-setup.ts'
import { noteEntrance } from './note-entrance.ts'
import type { AuthParts } from './auth-routes.ts'
import { passOn, refusalOf, withCookies } from './passed-on.ts'
import { addressOf } from './sign-in-limits.ts'

const begun = z.object({ url: z.url() })
/** Where browsers go with what became of it. */
const afterwards = { callbackURL: '/', errorCallbackURL: '/sign-in' }

/** Signing in by another service. */
export function serviceRoutes({ host, people, limits }: AuthParts): Hono {
  const { configuration, now } = host
  const routes = new Hono()
  const isOpen = afterSetup(people)
  routes.post('/auth/sign-in/social', isOpen, async (context) => {
    if (configuration.people?.service === undefined) return noService()
    const late = limits.refuse(context, now())
    if (late !== undefined) return late
    const wish = { provider: 'oidc', disableRedirect: true, ...afterwards }
    const answer = await passOn(people, context, '/sign-in/social', wish)
    if (!answer.ok) return refusalOf(answer)
    const { url } = begun.parse(await answer.json())
    return withCookies(Response.json({ url }), answer)
  })
  routes.get('/auth/callback/oidc', isOpen, async (context) => {
    if (configuration.people?.service === undefined) return noService()
    const answer = await people.ask({
      method: 'GET',
      path: '/callback/oidc',
      query: new URL(context.req.url).searchParams,
      cookie: context.req.header('cookie'),
      address: addressOf(context),
      browser: context.req.header('user-agent')?.slice(0, 300),
    })
    const location = answer.headers.get('location')
    if (location === null) return refusalOf(answer)
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
    const entered = await people.signedIn(cookies.join('; '))
    if (entered !== undefined) await noteEntrance(host, entered)
    return withCookies(new Response(null, { status: 302, headers: { location } }), answer)
  })
  return routes
}

function noService(): Response {
  return problem(404, 'There is no other service to sign in by.', {
    hint: 'Whoever runs this host names one as `people: { oidc: … }`.',
  })
}
