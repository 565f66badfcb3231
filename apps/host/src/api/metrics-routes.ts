import { Hono } from 'hono'
import type { MetricsSource } from './metrics-source.ts'
import { closedHeaders } from './guards.ts'
import { problem } from './problem.ts'
import { isSameText } from './token.ts'

/** `/metrics`; with a token, only for those who send it. */
export function metricsRoutes(source: MetricsSource, token: string | undefined): Hono {
  const routes = new Hono()
  routes.use('/metrics', closedHeaders)
  routes.get('/metrics', async (context) => {
    const [, sent = ''] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? []
    if (token !== undefined && !isSameText(sent, token))
      return problem(401, 'The figures are for those who send their token.', {
        headers: { 'www-authenticate': 'Bearer' },
        hint: 'Send `Authorization: Bearer …` with what the configuration has as `host: { metrics: { token: … } }`.',
      })
    return new Response(await source.text(), {
      headers: { 'content-type': source.contentType, 'cache-control': 'no-store' },
    })
  })
  return routes
}
