import {
  fault,
  faultOf,
  isFault,
  type Context,
  type Fault,
  type Surface,
  type SurfaceContext,
} from '@cartograph/core'
import { Hono } from 'hono'
import { connectionContext } from '../connections/index.ts'
import { enabledStreams } from '../engine/index.ts'
import type { Host } from '../work/index.ts'
import { faultProblem } from './problem.ts'
import type { SurfaceCall, SurfaceCaller } from './surface-caller.ts'
import type { SurfaceDesk } from './surface-context.ts'
import { callerName, callerOf } from './surface-tokens.ts'

/** What a surface answered, and to whom. */
export interface AnsweredCall {
  readonly response: Response
  /** Method and path as the connector names them; the method alone: there is nothing at the path. */
  readonly route: string
  /** The token, or how else whoever called was let in; empty: they were not. */
  readonly caller: string
}

/** Lets a surface answer a call, within its deadline. */
export async function answerCall(
  host: Host,
  desk: SurfaceDesk,
  call: SurfaceCall,
): Promise<AnsweredCall> {
  const { scene, surface } = call
  const matched = await matchedRoute(call)
  const line = matched?.line ?? call.request.method
  let caller = ''
  const deadline = AbortSignal.timeout(surface.deadlineMs)
  const context = connectionContext(scene.line, {
    ...host.engine,
    clock: host.clock,
    // Not that of the host: a call that is under way when it is told to stop is answered.
    signal: deadline,
    dry: false,
    streams: enabledStreams(scene),
    isInteractive: true,
  })
  try {
    const by = await callerOf(host, context, call)
    caller = callerName(by)
    const key = `${scene.connection.id}/${call.name}/${by.caller.id}`
    const seconds = call.limiter(key, host.now())
    if (seconds !== undefined) throw tooMany(seconds)
    const answer = runRoute(desk, context, { call, by, matched })
    return { response: await Promise.race([answer, late(deadline)]), route: line, caller }
  } catch (error) {
    const found = faultOf(error, `${scene.connection.id}, surface ${call.name}`)
    if (!isFault(error) || found.kind === 'contract')
      host.log({ level: 'error', connection: scene.connection.id, message: found.message })
    return { response: refusal(surface, found), route: line, caller }
  }
}

/** Whoever calls too often is told when to come again. */
export function tooMany(seconds: number): Error & Fault {
  return fault({
    kind: 'rateLimit',
    message: 'Too many calls at once.',
    retryAfterMs: seconds * 1000,
  })
}

/** An error answer in the vendor's form, where it has one. */
export function refusal(
  surface: Surface<unknown>,
  found: Fault,
  usual: (fault: Fault) => Response = faultProblem,
): Response {
  return withRetryAfter(formOf(surface, found, usual), found)
}

function formOf(
  surface: Surface<unknown>,
  found: Fault,
  usual: (fault: Fault) => Response,
): Response {
  try {
    return surface.onError?.(found) ?? usual(found)
  } catch {
    return usual(found)
  }
}

function withRetryAfter(response: Response, { retryAfterMs }: Fault): Response {
  if (retryAfterMs === undefined || response.headers.has('retry-after')) return response
  const headers = new Headers(response.headers)
  headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)))
  return new Response(response.body, { status: response.status, headers })
}

function late(deadline: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    deadline.addEventListener('abort', () =>
      reject(
        fault({ kind: 'transient', message: 'The answer took longer than the caller waits for.' }),
      ),
    )
  })
}

type Route = Surface<unknown>['routes'][keyof Surface<unknown>['routes']]

interface MatchedRoute {
  readonly line: string
  readonly route: Route
  readonly params: SurfaceContext<unknown>['params']
}

/** Finds the route by method and path. */
async function matchedRoute({
  surface,
  request,
  prefix,
}: SurfaceCall): Promise<MatchedRoute | undefined> {
  const paths = new Hono()
  let found: MatchedRoute | undefined
  for (const [line, route] of Object.entries<Route>(surface.routes)) {
    const [method = '', path = ''] = line.split(' ', 2)
    paths.on(method, path, (matched) => {
      found = { line, route, params: matched.req.param() }
      return matched.body(null)
    })
  }
  const url = new URL(request.url)
  url.pathname = url.pathname.slice(prefix.length) || '/'
  await paths.request(url.href, { method: request.method })
  return found
}

/** The request itself goes to the route untouched. */
async function runRoute(
  desk: SurfaceDesk,
  context: Context<unknown>,
  {
    call: { scene, name, request },
    by,
    matched,
  }: {
    readonly call: SurfaceCall
    readonly by: SurfaceCaller
    readonly matched: MatchedRoute | undefined
  },
): Promise<Response> {
  if (matched === undefined)
    throw fault({ kind: 'notFound', message: 'The surface has nothing at this path.' })
  const { params } = matched
  return matched.route(desk.contextOf(context, { scene, name, by, params }), request)
}
