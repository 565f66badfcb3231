import { Hono } from 'hono'
import * as z from 'zod'
import { auditPage, type RefusalLog } from '../access/index.ts'
import type { Host } from '../work/index.ts'
import { problem } from './problem.ts'

const asked = z.object({
  before: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

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
    const wish = asked.safeParse(context.req.query())
    if (!wish.success)
      return problem(
        400,
        'Expected a `limit` from 1 to 500, and `before`, the `next` of a page; both may be left out.',
      )
    await refused.flush()
    return Response.json(
      await host.store.read((dialect, org) => auditPage(dialect, org, wish.data)),
    )
  })
  return routes
}
