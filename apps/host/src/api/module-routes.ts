import { Hono } from 'hono'
import type { Configuration } from '../config/index.ts'
import { isModuleKind, type ModuleDesk } from '../declared/index.ts'
import type { Area } from '../wishes/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** What the organisation may use, and what it shows of that. */
export function moduleRoutes(
  { now, configuration }: Pick<Host, 'now' | 'configuration'>,
  desk: ModuleDesk,
): Hono {
  const routes = new Hono()
  routes.get('/modules', async () => {
    const running = new Map<string, number>(Object.entries(runningIn(configuration)))
    const modules = await desk.list()
    return Response.json({
      modules: modules.map(({ kind, name, state }) =>
        kind === 'area'
          ? { kind, name, state, running: running.get(name) ?? 0 }
          : { kind, name, state },
      ),
    })
  })
  routes.put('/modules/:kind/:name', async (context) => {
    const { kind, name } = context.req.param()
    const { state } = bodyOf(context, 'PUT /api/modules/:kind/:name')
    if (!isModuleKind(kind))
      return problem(404, 'A module is an `area`, a `section`, a `connector` or a `limit`.')
    const doing = { by: askingOf(context).actor, now: now() }
    return Response.json(await desk.choose({ kind, name }, state, doing))
  })
  return routes
}

/** How much of each area does something by itself. */
function runningIn({
  alerts,
  digests,
  reports,
  portals,
  carts,
  automations,
  feeds,
  segments,
}: Configuration): Readonly<Partial<Record<Area, number>>> {
  return {
    analytics: (alerts?.size ?? 0) + (digests?.size ?? 0),
    reports: reports?.size ?? 0,
    sharing: portals?.size ?? 0,
    customers: segments?.size ?? 0,
    carts: carts?.size ?? 0,
    automations: automations?.size ?? 0,
    feeds: feeds?.size ?? 0,
  }
}
