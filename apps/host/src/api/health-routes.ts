import type { Host } from '../work/index.ts'
import { Hono } from 'hono'

/** Whoever asks is not kept waiting longer by a store that does not answer. */
const patienceMs = 2000
/** So long an answer of the store is taken for the present one: anybody may ask as often as he likes. */
const freshMs = 1000

/**
 * `/health`: the process lives, since it answers. `/ready`: it also has its store, and is not about to stop.
 *
 * Anybody may ask, so neither says more than that.
 */
export function healthRoutes(host: Pick<Host, 'store'>, stopping: AbortSignal): Hono {
  const reachable = remembered(() => isReachable(host))
  const routes = new Hono()
  routes.get('/health', () => answer(true))
  routes.get('/ready', async () => answer(!stopping.aborted && (await reachable())))
  return routes
}

function answer(ok: boolean): Response {
  return Response.json(
    { ok },
    {
      status: ok ? 200 : 503,
      headers: { 'cache-control': 'no-store', ...(!ok && { 'retry-after': '5' }) },
    },
  )
}

/** A transaction that changes nothing goes the whole way to the disk's lock, or to the server. */
async function isReachable({ store }: Pick<Host, 'store'>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), patienceMs)
  const asked = store
    .write(function* nothing() {})
    .then(
      () => true,
      () => false,
    )
  const result = await Promise.race([asked, late])
  clearTimeout(timer)
  return result
}

function remembered(ask: () => Promise<boolean>): () => Promise<boolean> {
  let known: { readonly at: number; readonly answer: Promise<boolean> } | undefined
  return () => {
    const now = performance.now()
    if (known === undefined || now - known.at > freshMs) known = { at: now, answer: ask() }
    return known.answer
  }
}
