import type { Context, Next } from 'hono'
import {
  callerWith,
  judge,
  noteUse,
  type Actor,
  type Caller,
  type RefusalLog,
  type Verdict,
} from '../access/index.ts'
import { hasSession, type People } from '../people/index.ts'
import type { Permission } from '../rights/index.ts'
import { goodTokens, type GoodToken } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { setAsking } from './asking.ts'
import { browserAnswer } from './browser-answer.ts'
import { crossOriginHeaders, preflightAnswer } from './cross-origin.ts'
import { isChanging, isOwnPage } from './own-page.ts'
import { guardPerson } from './people/guard-person.ts'
import { foreignPage } from './people/person-caller.ts'
import { problem } from './problem.ts'
import type { Limiter } from './rate-limit.ts'
import { nodeRoutes, permissionFor, routeAccess } from './route-access.ts'
import { routeOf } from './route-of.ts'

export interface GuardParts {
  readonly host: Pick<Host, 'store' | 'configuration' | 'now' | 'log'>
  readonly people: People
  readonly refused: RefusalLog
  readonly browserLimiter: Limiter
}

/**
 * The one place where it is decided who may do what: lets through what the token or the session of a request may do, a token as a node of
 * its own.
 */
export function accessGuard(parts: GuardParts) {
  const { host, people, refused } = parts
  const nodes = new Set(host.configuration.customers?.nodes.keys())
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const { req } = context
    if (req.method === 'OPTIONS') return preflightAnswer(req.header('origin'), await goodOnes(host))
    const route = routeOf(context)
    const access = route === undefined ? undefined : routeAccess[route]
    if (access === 'anybody' || access === 'address') {
      const isForeign =
        isChanging(context) && isOwnPage(context, host.configuration.host?.url) === false
      return isForeign ? foreignPage() : next().then(() => undefined)
    }
    const [, secret] = /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '') ?? []
    if (secret !== undefined) return guardToken(context, next, parts, { secret, route, nodes })
    const cookie = req.header('cookie')
    return hasSession(cookie)
      ? guardPerson(context, next, { host, people, refused }, { cookie, route, access, nodes })
      : noToken()
  }
}

async function guardToken(
  context: Context,
  next: Next,
  parts: GuardParts,
  asked: {
    readonly secret: string
    readonly route: string | undefined
    readonly nodes: ReadonlySet<string>
  },
): Promise<Response | undefined> {
  const { host, refused } = parts
  const { secret, route, nodes } = asked
  const { req } = context
  const caller = callerWith(secret, await goodOnes(host))
  if (caller === undefined) {
    await refused.add({ actor: { kind: 'nobody' }, route: '', why: 'token' })
    return noToken()
  }
  await noteUse(host, caller)
  if (route === undefined) return next().then(() => undefined)
  const { id, name, kind, permissions } = caller
  const actor: Actor = { kind: 'token', id, name }
  const access = routeAccess[route]
  if (access === 'person') return forPeople()
  if (access === 'caller' && kind === 'server') {
    setAsking(context, { actor, node: undefined, permissions, person: undefined })
    return next().then(() => undefined)
  }
  const permission = permissionFor(route, req.query())
  const [node, origin] = [req.query('node'), req.header('origin')]
  const isOfNode = nodeRoutes.has(route)
  const verdict = judge(caller, { permission, isOfNode, node, origin }, nodes)
  if (!verdict.allowed) {
    const known = node !== undefined && nodes.has(node) ? node : undefined
    const why = verdict.why === 'permission' ? `permission ${permission}` : verdict.why
    await refused.add({ actor, route, node: known, why })
    return refusal(verdict.why, { permission, caller, node })
  }
  setAsking(context, { actor, node: verdict.node, permissions, person: undefined })
  if (kind === 'browser' && origin !== undefined)
    await answerBrowser(context, next, parts, { id, origin })
  else await next()
  return undefined
}

function goodOnes({ store, now }: GuardParts['host']): Promise<readonly GoodToken[]> {
  return store.read((dialect, org) => goodTokens(dialect, org, now()))
}

/** Lets a browser's request through, and tells the page no more than it may know. */
async function answerBrowser(
  context: Context,
  next: Next,
  { browserLimiter, host }: GuardParts,
  { id, origin }: { readonly id: string; readonly origin: string },
): Promise<void> {
  const seconds = browserLimiter(id, host.now())
  if (seconds === undefined) await next()
  const answer = seconds === undefined ? browserAnswer(context.res) : tooMany(seconds)
  context.res = undefined
  context.res = answer
  for (const [name, value] of Object.entries(crossOriginHeaders(origin)))
    context.header(name, value)
}

function tooMany(seconds: number): Response {
  return problem(429, 'Too many calls at once.', { headers: { 'retry-after': String(seconds) } })
}

function noToken(): Response {
  return problem(401, 'This address needs a token of this host.', {
    headers: { 'www-authenticate': 'Bearer' },
    hint: 'Send `Authorization: Bearer …`; `cartograph tokens issue` makes a token.',
  })
}

function forPeople(): Response {
  return problem(403, 'This is for people who are signed in, and a token is nobody.', {
    hint: 'Sign in on the page of this host.',
  })
}

function refusal(
  why: Exclude<Verdict, { allowed: true }>['why'],
  asked: {
    readonly permission: Permission
    readonly caller: Caller
    readonly node: string | undefined
  },
): Response {
  const { permission, node } = asked
  const { nodes, origins } = asked.caller
  switch (why) {
    case 'permission':
      return problem(403, `This token may not do this: it lacks the permission ${permission}.`, {
        hint: 'Whoever has a token with `admin` can issue another one with it.',
        more: { permission },
      })
    case 'origin':
      return problem(403, 'This token is for pages of its own origins alone.', {
        hint: `It lists ${origins.length === 1 ? 'one origin' : `${origins.length} origins`}; the header \`Origin\` must be one of them, letter by letter.`,
      })
    case 'organisation':
      return problem(
        403,
        `This speaks of the whole organisation, and this token is bound to nodes: ${permission} is needed here without.`,
        { more: { permission } },
      )
    case 'node':
      return problem(404, `There is no node ${node ?? nodes[0] ?? ''}.`)
    case 'unnamed':
      return problem(400, 'This token has several nodes, and the request names none of them.', {
        hint: `Name one with \`?node=…\`: ${nodes.join(', ')}.`,
      })
    default:
      return why satisfies never
  }
}
