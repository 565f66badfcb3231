import { Hono } from 'hono'
import { auditPage, type RefusalLog } from '../access/index.ts'
import type { Host } from '../work/index.ts'
import { queryOf } from './described-requests.ts'

/** The audit log, a page at a time. */
export function auditRoutes({
  host,
  refused,
}: {
  readonly host: Pick<Host, 'store'>
  readonly refused: RefusalLog
}): Hono {
  const routes = new Hono()
  routes.get('/audit', async (context) => {
    const wish = queryOf(context, 'GET /api/audit')
    await refused.flush()
    return Response.json(await host.store.read((dialect, org) => auditPage(dialect, org, wish)))
  })
  return routes
}
