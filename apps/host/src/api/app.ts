import { faultOf } from '@cartograph/core'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { hostVersion } from '../config/index.ts'
import { tokenHashes } from '../store/index.ts'
import { closedHeaders, onlyHosts, onlyTokens } from './guards.ts'
import { hookRoutes, type HookParts } from './hook-routes.ts'
import { faultProblem, problem } from './problem.ts'
import { runRoutes, type RunParts } from './run-routes.ts'
import { readState } from './state.ts'
import { surfaceRoutes, type SurfaceParts } from './surface-routes.ts'

export interface AppParts
  extends Omit<HookParts, 'limiter'>, RunParts, Omit<SurfaceParts, 'limiter'> {
  readonly hookLimiter: HookParts['limiter']
  readonly surfaceLimiter: SurfaceParts['limiter']
  /** Names that the API answers to. */
  readonly names: ReadonlySet<string>
}

const apiBodyLimitBytes = 65_536

/** Everything that the host answers over HTTP. */
export function hostApp(parts: AppParts): Hono {
  const { host, refusals, hookLimiter, surfaceLimiter } = parts
  const { store } = host
  const app = new Hono()
  app.use('/health', closedHeaders)
  app.use('/hooks/*', closedHeaders)
  app.use('/api/*', closedHeaders)
  app.use('/api/*', async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
  })
  app.use('/api/*', onlyHosts(parts.names))
  app.use(
    '/api/*',
    onlyTokens(() => store.read((dialect, org) => tokenHashes(dialect, org))),
  )
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: apiBodyLimitBytes,
      onError: () => problem(413, `The body is larger than ${apiBodyLimitBytes} bytes.`),
    }),
  )
  app.get('/health', async () => {
    const ok = await isWritable(parts)
    return Response.json(
      { ok, version: hostVersion().replace(/^\S+ /, ''), store: ok ? 'writable' : 'not writable' },
      { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } },
    )
  })
  app.get('/api/status', async () => {
    const state = await readState(host)
    const refused = state.connections.map(({ id }) => [id, refusals.of(id)] as const)
    return Response.json({ ...state, refusedWebhooks: Object.fromEntries(refused) })
  })
  app.route('/api', runRoutes(parts))
  app.route('/hooks', hookRoutes({ ...parts, limiter: hookLimiter }))
  app.route('/surfaces', surfaceRoutes({ ...parts, limiter: surfaceLimiter }))
  app.notFound(() => problem(404, 'There is nothing at this address.'))
  app.onError((error) => {
    const found = faultOf(error)
    host.log({ level: 'error', message: found.message })
    return faultProblem(found)
  })
  return app
}

/** A transaction that changes nothing goes the whole way to the disk's lock. */
async function isWritable({ host }: AppParts): Promise<boolean> {
  try {
    await host.store.write(function* nothing() {})
    return true
  } catch {
    return false
  }
}
