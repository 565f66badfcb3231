import type { Context, Next } from 'hono'
import type * as z from 'zod'
import { jsonBody } from './json-body.ts'
import { described } from './operations/described.ts'
import type { Operation } from './operations/operation.ts'
import type { registry } from './operations/registry.ts'
import { problem } from './problem.ts'
import { routeOf } from './route-of.ts'

/** What was asked, as the description of the operation reads it. */
interface Wish {
  readonly route: string
  readonly query: unknown
  readonly body: unknown
}

/** Looks at an answer together with what describes it. For tests, so that no description tells what is not so. */
export type AnswerCheck = (route: string, operation: Operation, response: Response) => Promise<void>

const wishes = new WeakMap<Context, Wish>()

/** The one place where query and body are held against the description of their operation; what does not fit gets no further. */
export function describedRequests(check?: AnswerCheck) {
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const route = routeOf(context)
    const operation = route === undefined ? undefined : described.get(route)
    if (route === undefined || operation === undefined) return next().then(() => undefined)
    const query = operation.query?.safeParse(context.req.query())
    if (query?.success === false) return misfit('query', operation, query.error)
    const body =
      operation.judgesBody === true
        ? undefined
        : operation.body?.safeParse(await jsonBody(context.req))
    if (body?.success === false) return misfit('body', operation, body.error)
    wishes.set(context, { route, query: query?.data, body: body?.data })
    await next()
    await check?.(route, operation, context.res)
    return undefined
  }
}

type Registry = typeof registry
type RoutesWith<Part extends 'query' | 'body'> = {
  [Route in keyof Registry]: Registry[Route] extends Readonly<Record<Part, z.ZodType>>
    ? Route
    : never
}[keyof Registry]
type Said<Route, Part extends 'query' | 'body'> = Route extends keyof Registry
  ? Registry[Route] extends { readonly [Name in Part]: infer Shape extends z.ZodType }
    ? z.output<Shape>
    : never
  : never

/** The query of a request of this route. */
export function queryOf<Route extends RoutesWith<'query'>>(
  context: Context,
  route: Route,
): Said<Route, 'query'> {
  return wishOf(context, route).query as Said<Route, 'query'>
}

/** The body of a request of this route, unless the route judges it by itself. */
export function bodyOf<Route extends RoutesWith<'body'>>(
  context: Context,
  route: Route,
): Said<Route, 'body'> {
  return wishOf(context, route).body as Said<Route, 'body'>
}

function wishOf(context: Context, route: string): Wish {
  const found = wishes.get(context)
  if (found?.route !== route) throw new Error(`This is not a request of ${route}.`)
  return found
}

const mostShown = 20

/** What does not fit, by its places and never by its values. */
function misfit(
  part: 'query' | 'body',
  { expected, hint }: Operation,
  { issues }: z.ZodError,
): Response {
  const errors = issues.slice(0, mostShown).map((issue) => ({
    path: issue.path.map(String).join('.'),
    message:
      issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message,
  }))
  const [first] = errors
  const path = first?.path ?? ''
  const said = first?.message ?? 'expected another form'
  const detail =
    expected === undefined
      ? `The ${part} does not fit${path === '' ? '' : `, at ${path}`}: ${said}.`
      : `${expected}${part === 'query' || path === '' ? '' : ` \`${path}\`: ${said}.`}`
  return problem(400, detail, { ...(hint !== undefined && { hint }), more: { in: part, errors } })
}
