import { Hono } from 'hono'
import * as z from 'zod'
import {
  cartEnds,
  cartFigures,
  dryRunCarts,
  listCarts,
  readCart,
  visitLink,
} from '../automation/index.ts'
import type { CartRule } from '../config/index.ts'
import { cartScene, type Host } from '../work/index.ts'
import { jsonBody } from './json-body.ts'
import { problem, stopping } from './problem.ts'
import { rateLimiter } from './rate-limit.ts'

const dayMs = 86_400_000
const usualSpanMs = 30 * dayMs
const instant = z.iso
  .datetime()
  .transform((text) => Date.parse(text))
  .optional()
const spanWish = z.object({ from: instant, to: instant, rule: z.string().optional() })
const listWish = spanWish.extend({
  state: z.enum(['left', 'waiting', ...cartEnds]).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
const noRules: ReadonlyMap<string, CartRule> = new Map()

/** Carts that were left: what was sent about them, and what came of it. */
export function cartRoutes(host: Host): Hono {
  const { store, now, signal } = host
  const routes = new Hono()
  routes.get('/carts', async (context) => {
    const wish = listWish.safeParse(context.req.query())
    if (!wish.success) return notUnderstood(wish.error)
    const { state, limit } = wish.data
    return Response.json({
      carts: await listCarts(store, { ...spanOf(wish.data, now()), state, limit }),
    })
  })
  routes.get('/carts/figures', async (context) => {
    const wish = spanWish.safeParse(context.req.query())
    if (!wish.success) return notUnderstood(wish.error)
    const { rule } = wish.data
    return Response.json(await cartFigures(store, { ...spanOf(wish.data, now()), rule }))
  })
  routes.post('/carts/dry-run', async (context) => {
    const wish = spanWish.safeParse((await jsonBody(context.req.raw)) ?? {})
    if (!wish.success) return notUnderstood(wish.error)
    const asked = AbortSignal.any([signal, context.req.raw.signal])
    const scene = await cartScene(host, { signal: asked, learns: false, retryAfterMs: () => 0 })
    return Response.json(await dryRunCarts(scene, spanOf(wish.data, now()).from))
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
    if (host.signal.aborted) return stopping()
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

function notUnderstood({ issues: [issue] }: z.ZodError): Response {
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  return problem(
    400,
    `The question is not understood: ${place}${issue?.message ?? 'it has another form'}.`,
    {
      hint: 'Instants are like 2026-11-02T10:00:00Z.',
    },
  )
}
