import { Hono } from 'hono'
import {
  cartFigures,
  dryRunCarts,
  listCarts,
  previewCart,
  readCart,
  visitLink,
} from '../automation/index.ts'
import { writtenCart, type CartRule } from '../config/index.ts'
import { cartScene, type Host } from '../work/index.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { pageOf } from './page.ts'
import { problem } from './problem.ts'
import { rateLimiter } from './rate-limit.ts'

const dayMs = 86_400_000
const usualSpanMs = 30 * dayMs
const noRules: ReadonlyMap<string, CartRule> = new Map()

/** Carts that were left: what was sent about them, and what came of it. */
export function cartRoutes(host: Host): Hono {
  const { store, now, signal } = host
  const routes = new Hono()
  routes.get('/carts', async (context) => {
    const { state, limit, after, ...span } = queryOf(context, 'GET /api/carts')
    const wish = { ...spanOf(span, now()), state, after, limit: limit + 1 }
    const { items, next } = pageOf(await listCarts(store, wish), limit, ({ cart }) => cart)
    return Response.json({ carts: items, next })
  })
  routes.get('/carts/figures', async (context) => {
    const { rule, ...span } = queryOf(context, 'GET /api/carts/figures')
    return Response.json(await cartFigures(store, { ...spanOf(span, now()), rule }))
  })
  routes.post('/carts/dry-run', async (context) => {
    const span = bodyOf(context, 'POST /api/carts/dry-run')
    const asked = AbortSignal.any([signal, context.req.raw.signal])
    const scene = await cartScene(host, { signal: asked, learns: false, retryAfterMs: () => 0 })
    return Response.json(await dryRunCarts(scene, spanOf(span, now()).from))
  })
  routes.post('/carts/preview', async (context) => {
    const { id, value } = bodyOf(context, 'POST /api/carts/preview')
    return Response.json({ steps: await previewCart(writtenCart(id, value)) })
  })
  routes.get('/carts/:id', async (context) => {
    const cart = await readCart(store, context.req.param('id'))
    return cart === undefined ? problem(404, 'No such cart is followed.') : Response.json(cart)
  })
  return routes
}

const linkRate = { burst: 20, perSecond: 0.5 }
const wrongRate = { burst: 100, perSecond: 5 }

/** `/carts/<token>`: leads whoever follows the link of a message to the cart. */
export function cartLinkRoutes(host: Host): Hono {
  const { store, configuration, now } = host
  const routes = new Hono()
  const rules = configuration.carts ?? noRules
  const perLink = rateLimiter(linkRate)
  const wrong = rateLimiter(wrongRate)
  routes.get('/:token', async (context) => {
    const token = context.req.param('token')
    const wait = perLink(token, now())
    if (wait !== undefined) return busy(wait)
    const target = await visitLink({ store, rules, now }, token)
    if (target !== undefined)
      return new Response(null, {
        status: 302,
        headers: { location: target, 'cache-control': 'no-store' },
      })
    // Whoever guesses is slowed down; who has a link that is good never meets this.
    const guessed = wrong('wrong', now())
    return guessed === undefined
      ? new Response('This link is no longer good.\n', {
          status: 404,
          headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
        })
      : busy(guessed)
  })
  return routes
}

function busy(seconds: number): Response {
  return problem(429, 'Too many calls at once.', { headers: { 'retry-after': String(seconds) } })
}

function spanOf(
  { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
  now: number,
): { readonly from: number; readonly to: number } {
  return { from: from ?? (to ?? now) - usualSpanMs, to: to ?? now }
}
