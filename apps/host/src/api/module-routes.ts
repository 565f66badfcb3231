import { Hono } from 'hono'
import type { ModuleDesk } from '../declared/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** What the organisation may use, and what it shows of that. */
export function moduleRoutes({ now }: Pick<Host, 'now'>, desk: ModuleDesk): Hono {
  const routes = new Hono()
  routes.get('/modules', async () => Response.json({ modules: await desk.list() }))
  routes.put('/modules/:kind/:name', async (context) => {
    const { kind, name } = context.req.param()
    const { state } = bodyOf(context, 'PUT /api/modules/:kind/:name')
    if (kind !== 'section' && kind !== 'connector')
      return problem(404, 'A module is a `section` or a `connector`.')
    const doing = { by: askingOf(context).actor, now: now() }
    return Response.json(await desk.choose({ kind, name }, state, doing))
  })
  return routes
}
