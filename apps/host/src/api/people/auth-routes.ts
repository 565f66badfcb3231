import { Hono, type Context } from 'hono'
import * as z from 'zod'
import { audit, type AuditAction, type RefusalLog } from '../../access/index.ts'
import type { People } from '../../people/index.ts'
import { endSessions, spendCode, type HostUser } from '../../store/index.ts'
import type { Host } from '../../work/index.ts'
import { personAsking } from '../asking.ts'
import { bodyOf } from '../described-requests.ts'
import { problem } from '../problem.ts'
import { afterSetup } from './after-setup.ts'
import { noteEntrance } from './note-entrance.ts'
import { passOn, refusalOf, withCookies } from './passed-on.ts'
import type { SignInLimits } from './sign-in-limits.ts'

export interface AuthParts {
  readonly host: Pick<Host, 'store' | 'configuration' | 'now' | 'log'>
  readonly people: People
  readonly limits: SignInLimits
  readonly refused: RefusalLog
}

const signedIn = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
})
const secondStep = z.object({
  twoFactorRedirect: z.literal(true),
  twoFactorMethods: z.array(z.string()),
})
const begun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
const otherCodes = z.object({ backupCodes: z.array(z.string()) })

/** Signing in and out, and the second step. */
export function authRoutes(parts: AuthParts): Hono {
  const { host, people, limits, refused } = parts
  const { store, now } = host
  const routes = new Hono()
  const isOpen = afterSetup(people)
  routes.post('/auth/sign-in/email', isOpen, async (context) => {
    const wish = bodyOf(context, 'POST /api/auth/sign-in/email')
    const late = limits.refuse(context, now(), wish.email)
    if (late !== undefined) return late
    const answer = await passOn(people, context, '/sign-in/email', wish)
    if (!answer.ok) {
      await noteRefused('POST /api/auth/sign-in/email', 'password')
      return refusalOf(answer)
    }
    const told: unknown = await answer.json()
    const next = secondStep.safeParse(told).data
    return next === undefined
      ? entered(answer, signedIn.parse(told).user)
      : withCookies(Response.json(next), answer)
  })
  routes.post('/auth/two-factor/verify-totp', isOpen, async (context) => {
    const late = limits.refuse(context, now())
    if (late !== undefined) return late
    const { code } = bodyOf(context, 'POST /api/auth/two-factor/verify-totp')
    const answer = await passOn(people, context, '/two-factor/verify-totp', { code })
    if (!answer.ok) return refusedCode(answer)
    const { user } = signedIn.parse(await answer.json())
    const isFirstUse = await store.write((dialect) =>
      spendCode(dialect, { user: user.id, code, now: now() }),
    )
    if (isFirstUse) return entered(answer, user)
    // Somebody has seen the code; the session that it began was shown to nobody, and whoever is here already signs in anew.
    await store.write((dialect) => endSessions(dialect, user.id))
    await noteRefused('POST /api/auth/two-factor/verify-totp', 'replayed code')
    return problem(401, 'The code was used already.', { hint: 'Wait for the next one.' })
  })
  routes.post('/auth/two-factor/verify-backup-code', isOpen, async (context) => {
    const late = limits.refuse(context, now())
    if (late !== undefined) return late
    const { code } = bodyOf(context, 'POST /api/auth/two-factor/verify-backup-code')
    const answer = await passOn(people, context, '/two-factor/verify-backup-code', { code })
    if (!answer.ok) return refusedCode(answer)
    return entered(answer, signedIn.parse(await answer.json()).user)
  })
  routes.post('/auth/sign-out', isOpen, async (context) => {
    const answer = await passOn(people, context, '/sign-out')
    return withCookies(new Response(null, { status: 204 }), answer)
  })
  routes.post('/auth/two-factor/enable', isOpen, async (context) => {
    const late = limits.refuse(context, now(), personAsking(context).email)
    if (late !== undefined) return late
    const answer = await passOn(people, context, '/two-factor/enable', {
      password: bodyOf(context, 'POST /api/auth/two-factor/enable').password,
    })
    if (!answer.ok) return refusalOf(answer)
    const told = begun.parse(await answer.json())
    await note(context, 'factor.enable')
    return withCookies(Response.json(told), answer)
  })
  routes.post('/auth/two-factor/disable', isOpen, async (context) => {
    const late = limits.refuse(context, now(), personAsking(context).email)
    if (late !== undefined) return late
    const answer = await passOn(people, context, '/two-factor/disable', {
      password: bodyOf(context, 'POST /api/auth/two-factor/disable').password,
    })
    if (!answer.ok) return refusalOf(answer)
    await note(context, 'factor.disable')
    return withCookies(Response.json({ status: true }), answer)
  })
  routes.post('/auth/two-factor/generate-backup-codes', isOpen, async (context) => {
    const late = limits.refuse(context, now(), personAsking(context).email)
    if (late !== undefined) return late
    const answer = await passOn(people, context, '/two-factor/generate-backup-codes', {
      password: bodyOf(context, 'POST /api/auth/two-factor/generate-backup-codes').password,
    })
    if (!answer.ok) return refusalOf(answer)
    const told = otherCodes.parse(await answer.json())
    await note(context, 'factor.enable')
    return withCookies(Response.json(told), answer)
  })
  return routes

  async function refusedCode(answer: Response): Promise<Response> {
    await noteRefused('POST /api/auth/two-factor/verify-totp', 'code')
    return refusalOf(answer)
  }

  function noteRefused(route: string, why: string): Promise<void> {
    return refused.add({ actor: { kind: 'nobody' }, route, why })
  }

  /** Answers with the session, which the audit log tells of. */
  async function entered(
    answer: Response,
    { id, name, email }: Omit<HostUser, 'twoFactor'>,
  ): Promise<Response> {
    await noteEntrance(host, { id, name })
    return withCookies(Response.json({ user: { id, name, email } }), answer)
  }

  async function note(context: Context, action: AuditAction): Promise<void> {
    const { id, name } = personAsking(context)
    await store.write((dialect, org) =>
      audit(dialect, org, { at: now(), actor: { kind: 'user', id, name }, action, target: id }),
    )
  }
}
