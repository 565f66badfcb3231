import type { Context, Next } from 'hono'
import { matchedRoutes } from 'hono/route'
import {
  callerWith,
  judge,
  noteUse,
  type Actor,
  type Caller,
  type RefusalLog,
  type Verdict,
} from '../access/index.ts'
import type { Permission } from '../rights/index.ts'
import { goodTokens } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { setAsking } from './asking.ts'
import { browserAnswer } from './browser-answer.ts'
import { crossOriginHeaders, preflightAnswer } from './cross-origin.ts'
import { problem } from './problem.ts'
import type { Limiter } from './rate-limit.ts'
import { nodeRoutes, permissionFor } from './route-access.ts'

export interface GuardParts {
  readonly host: Pick<Host, 'store' | 'configuration' | 'now' | 'log'>
  readonly refused: RefusalLog
  readonly browserLimiter: Limiter
}

/** The one place where it is decided who may do what: lets through what the token of a request may do, as a node of its own. */
export function accessGuard(parts: GuardParts) {
  const { host, refused } = parts
  const nodes = new Set(host.configuration.customers?.nodes.keys())
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const { req } = context
    const origin = req.header('origin')
    const good = () => host.store.read((dialect, org) => goodTokens(dialect, org, host.now()))
    if (req.method === 'OPTIONS') return preflightAnswer(origin, await good())
    const [, secret] = /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '') ?? []
    if (secret === undefined) return noToken()
    const caller = callerWith(secret, await good())
    if (caller === undefined) {
      await refused.add({ actor: { kind: 'nobody' }, route: '', why: 'token' })
      return noToken()
    }
    await noteUse(host, caller)
    const route = routeOf(context)
    if (route === undefined) return next().then(() => undefined)
    const actor: Actor = { kind: 'token', id: caller.id, name: caller.name }
    const permission = permissionFor(route, req.query())
    const node = req.query('node')
    const isOfNode = nodeRoutes.has(route)
    const verdict = judge(caller, { permission, isOfNode, node, origin }, nodes)
    if (!verdict.allowed) {
      const known = node !== undefined && nodes.has(node) ? node : undefined
      const why = verdict.why === 'permission' ? `permission ${permission}` : verdict.why
      await refused.add({ actor, route, node: known, why })
      return refusal(verdict.why, { permission, caller, node })
    }
    setAsking(context, { actor, node: verdict.node })
    const { id, kind } = caller
    if (kind === 'browser' && origin !== undefined)
      await answerBrowser(context, next, parts, { id, origin })
    else await next()
    return undefined
  }
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

/** Where what comes before every route is registered, this guard included. */
const before: ReadonlySet<string> = new Set(['/*', '/api/*'])

/** Method and path of the route that answers. */
function routeOf(context: Context): string | undefined {
  const found = matchedRoutes(context).find(({ path }) => !before.has(path))
  return found && `${found.method} ${found.path}`
}

function noToken(): Response {
  return problem(401, 'This address needs a token of this host.', {
    headers: { 'www-authenticate': 'Bearer' },
    hint: 'Send `Authorization: Bearer …`; `cartograph tokens issue` makes a token.',
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
