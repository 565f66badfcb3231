import {
  fault,
  faultOf,
  isFault,
  type Context,
  type Fault,
  type Find,
  type Surface,
  type SurfaceContext,
} from '@cartograph/core'
import { Hono } from 'hono'
import { connectionContext } from '../connections/index.ts'
import { openFind } from '../customers/index.ts'
import type { AddressBook, Host, SceneBook } from '../work/index.ts'
import { enabledStreams, type ConnectionScene } from '../engine/index.ts'
import { limitedBody } from './body.ts'
import { faultProblem, problem } from './problem.ts'
import type { Limiter } from './rate-limit.ts'
import { surfaceContext } from './surface-context.ts'
import { isSameText } from './token.ts'

export interface SurfaceParts {
  readonly host: Host
  readonly scenes: SceneBook
  readonly addresses: AddressBook
  readonly limiter: Limiter
}

/** A till or a form may send a picture of a receipt, and nothing larger. */
const bodyLimitBytes = 4 * 1_048_576

/** `/surfaces/<connection>/<name>/<token>/…`: HTTP that a vendor calls and waits for. */
export function surfaceRoutes(parts: SurfaceParts): Hono {
  const routes = new Hono()
  routes.all('/:connection/:name/:token/*', async (context) => {
    const { connection, name, token } = context.req.param()
    const scene = parts.scenes.of(connection)
    const surface = scene?.parts.surfaces?.[name]
    const known = parts.addresses.tokenOf(connection, `surfaces.${name}`)
    if (scene === undefined || surface === undefined || !isSameText(token, known ?? ''))
      return problem(404, 'There is nothing at this address.')
    const seconds = parts.limiter(`${connection}/${name}`, parts.host.now())
    if (seconds !== undefined) return tooMany(seconds)
    const body = await limitedBody(context.req.raw, bodyLimitBytes)
    if (body === undefined) return problem(413, 'The body is larger than 4 MiB.')
    // As it was sent: a name may be written with escapes.
    const prefix = new URL(context.req.url).pathname.split('/').slice(0, 5).join('/')
    const call = { scene, surface, name, request: withBody(context.req.raw, body), prefix }
    return answer(parts.host, call)
  })
  return routes
}

function tooMany(seconds: number): Response {
  return problem(429, 'Too many calls at once.', { headers: { 'retry-after': String(seconds) } })
}

function withBody(request: Request, body: Uint8Array): Request {
  const { url, method, headers } = request
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers, ...(hasBody && { body: Buffer.from(body) }) })
}

interface Call {
  readonly scene: ConnectionScene
  readonly surface: Surface<unknown>
  readonly name: string
  readonly request: Request
  /** The path of the surface's address. */
  readonly prefix: string
}

async function answer(host: Host, call: Call): Promise<Response> {
  const { scene, surface } = call
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
    const permissions = await authenticate(context, call)
    return await Promise.race([route(host, context, call, permissions), late(deadline)])
  } catch (error) {
    const found = faultOf(error, `${scene.connection.id}, surface ${call.name}`)
    if (!isFault(error) || found.kind === 'contract')
      host.log({ level: 'error', connection: scene.connection.id, message: found.message })
    return refusal(surface, found)
  }
}

function refusal(surface: Surface<unknown>, found: Fault): Response {
  return surface.onError?.(found) ?? faultProblem(found)
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

/** What the caller may do. The token in the path was right by now. */
async function authenticate(
  context: Context<unknown>,
  { surface, request }: Call,
): Promise<readonly string[]> {
  const { authentication } = surface
  if ('verify' in authentication) {
    await authentication.verify(context, request.clone())
    return []
  }
  if (authentication.accept.includes('path')) return authentication.permissions
  throw fault({
    kind: 'config',
    scope: 'part',
    message: 'This surface takes only tokens that this version of the host cannot issue yet.',
    hint: 'Update @cartograph/host, or do not use this surface.',
  })
}

type Route = Surface<unknown>['routes'][keyof Surface<unknown>['routes']]

/** Finds the route by method and path; the request itself goes to it untouched. */
async function route(
  host: Host,
  context: Context<unknown>,
  call: Call,
  permissions: readonly string[],
): Promise<Response> {
  const { surface, request, prefix } = call
  const paths = new Hono()
  let found:
    | { readonly route: Route; readonly params: SurfaceContext<unknown>['params'] }
    | undefined
  for (const [name, own] of Object.entries<Route>(surface.routes)) {
    const [method = '', path = ''] = name.split(' ', 2)
    paths.on(method, path, (matched) => {
      found = { route: own, params: matched.req.param() }
      return matched.body(null)
    })
  }
  const url = new URL(request.url)
  url.pathname = url.pathname.slice(prefix.length) || '/'
  await paths.request(url.href, { method: request.method })
  if (found === undefined)
    throw fault({ kind: 'notFound', message: 'The surface has nothing at this path.' })
  const caller = { id: 'path', nodes: [], permissions }
  const find = toldFind(host, call, caller)
  return found.route(surfaceContext(context, { caller, params: found.params, find }), request)
}

/** Looks up what the caller's nodes may see, and tells the log that it did. */
function toldFind(
  host: Host,
  { scene, name }: Call,
  caller: SurfaceContext<unknown>['caller'],
): Find {
  return openFind(host.store, {
    settings: host.configuration.customers,
    nodes: caller.nodes,
    onLookUp: ({ entity, by, found }) =>
      host.log({
        level: 'info',
        connection: scene.connection.id,
        message: `The surface ${name} looked up ${entity} by ${by.join(', ')}: ${found} found.`,
        fields: { surface: name, caller: caller.id, entity, by, found },
      }),
  })
}
