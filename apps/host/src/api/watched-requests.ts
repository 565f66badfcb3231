import { randomUUID } from 'node:crypto'
import type { Context, Next } from 'hono'
import { routePath } from 'hono/route'
import { inRequest, type Log, type Meter } from '../telemetry/index.ts'

export interface RequestWatch {
  readonly log: Log
  readonly meter: Meter
}

/** An id that a proxy before us gave; anything else could be as long as it likes, or write into the log. */
const givenId = /^[\w.-]{8,128}$/
/** Of a request: what lies beyond its method and the route that answered it may be secret. */
const noRoute = 'none'

/**
 * Gives every request an id, tells it in `X-Request-Id` and in each line that is logged because of it, and counts the
 * answers by their routes.
 */
export function watchedRequests({ log, meter }: RequestWatch) {
  return (context: Context, next: Next): Promise<void> => {
    const given = context.req.header('x-request-id')
    const id = given !== undefined && givenId.test(given) ? given : randomUUID()
    const beganAt = performance.now()
    return inRequest(id, async () => {
      await next()
      context.header('x-request-id', id)
      const seconds = (performance.now() - beganAt) / 1000
      const { method } = context.req
      const path = routePath(context, -1)
      const route = path.length > 1 && path !== '/*' ? path : noRoute
      const { status } = context.res
      meter.add('cartograph_http_requests_total', { method, route, status: String(status) })
      meter.observe('cartograph_http_request_seconds', { route }, seconds)
      const durationMs = Math.round(seconds * 1000)
      log({
        level: 'debug',
        message: 'answered',
        fields: { method, route, status, durationMs },
      })
    })
  }
}
