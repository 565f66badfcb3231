import { createHash } from 'node:crypto'
import type { Context, Next } from 'hono'
import { beginAnswer, forgetAnswer, keepAnswer, type AnswerName } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { described } from './operations/described.ts'
import { problem } from './problem.ts'
import { routeOf } from './route-of.ts'
import { hasKey, keyOf, noKey } from './wish-key.ts'

const keptMs = 86_400_000
const longestMs = 600_000

/**
 * Answers a request that comes again with its idempotency key as it was answered first, and does nothing a second time.
 *
 * Only for operations whose answer holds no secret, because it is kept for a day. What failed in the host or at a vendor is not kept.
 */
export function answeredOnce({ store, now }: Pick<Host, 'store' | 'now'>) {
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const route = routeOf(context) ?? ''
    if (described.get(route)?.key !== 'wanted' || !hasKey(context))
      return next().then(() => undefined)
    const key = keyOf(context)
    if (key === undefined) return noKey()
    const name: AnswerName = { route, key }
    const hash = hashOf([context.req.path, await context.req.text()])
    const kept = await store.write((dialect, org) =>
      beginAnswer(dialect, org, name, { hash, now: now(), keptMs, longestMs }),
    )
    if (kept !== undefined) {
      if (kept.hash !== hash)
        return problem(409, 'Something else was asked for under this `Idempotency-Key`.', {
          hint: 'Send a new key with each wish.',
        })
      const { answered } = kept
      return answered === undefined
        ? problem(409, 'The first request with this `Idempotency-Key` is still being answered.', {
            headers: { 'retry-after': '2' },
            hint: 'Ask again with the same key in a moment.',
          })
        : new Response(answered.text, {
            status: answered.status,
            headers: { 'content-type': 'application/json', 'idempotent-replayed': 'true' },
          })
    }
    await next()
    const { status, ok } = context.res
    const text = ok ? await context.res.clone().text() : ''
    await store.write((dialect, org) =>
      ok ? keepAnswer(dialect, org, name, { status, text }) : forgetAnswer(dialect, org, name),
    )
    return undefined
  }
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
