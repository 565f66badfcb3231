import { Hono } from 'hono'
import { isGoodCode, setUp, type People } from '../../people/index.ts'
import type { Host } from '../../work/index.ts'
import { bodyOf } from '../described-requests.ts'
import { problem } from '../problem.ts'
import { passOn, withCookies } from './passed-on.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** The first user of an installation. */
export function setupRoutes({
  host,
  people,
  limits,
}: {
  readonly host: Pick<Host, 'store' | 'configuration' | 'now'>
  readonly people: People
  readonly limits: SignInLimits
}): Hono {
  const { store, configuration, now } = host
  const routes = new Hono()
  routes.get('/setup', async () => {
    const { service, mail } = configuration.people ?? {}
    return Response.json({
      needed: !(await people.isUsed()),
      service: service?.name ?? null,
      mailsLinks: mail !== undefined,
      support: configuration.host?.support ?? null,
    })
  })
  routes.post('/setup', async (context) => {
    const late = limits.refuse(context, now())
    if (late !== undefined) return late
    if (await people.isUsed()) return done()
    const { code, name, email, password } = bodyOf(context, 'POST /api/setup')
    // A password takes a while and much memory to hash, which only whoever has a code may cause.
    const isGood = await isGoodCode(store, code, now())
    const passwordHash = isGood ? await people.hashOf(password) : ''
    const made = await setUp(store, { code, name, email, passwordHash }, now())
    if (made === 'done') return done()
    if (made === 'wrong') return wrong()
    const entered = await passOn(people, context, '/sign-in/email', { email, password })
    const user = { id: made.id, name: made.name, email: made.email }
    return withCookies(Response.json({ user }, { status: 201 }), entered)
  })
  return routes
}

function done(): Response {
  return problem(409, 'There is a first user already.', {
    hint: 'Sign in, or have an owner invite you.',
  })
}

function wrong(): Response {
  return problem(403, 'This code is not good.', {
    hint: 'Take the one that `cartograph serve` showed when it started last. After a day, or too many wrong ones, start it again for another.',
  })
}
