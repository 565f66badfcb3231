import { Hono } from 'hono'
import {
  automationLog,
  automationNamed,
  automationParts,
  automationStandings,
  dryRunOf,
  previewOf,
  turnAutomation,
  type Host,
} from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'

/** Automations: how they stand, what they did, what they would have done; paused and let go on. */
export function automationRoutes(host: Host): Hono {
  const routes = new Hono()
  routes.get('/automations', async () =>
    Response.json({ automations: await automationStandings(host) }),
  )
  routes.get('/automation-parts', async () => Response.json(await automationParts(host)))
  routes.post('/automations/preview', async (context) => {
    const wanted = bodyOf(context, 'POST /api/automations/preview')
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    return Response.json(await previewOf(host, { ...wanted, signal }))
  })
  routes.get('/automations/:id', async (context) => {
    const id = context.req.param('id')
    const { connections, ...automation } = automationNamed(host, id)
    const standing = (await automationStandings(host)).find((each) => each.id === id)
    return Response.json({
      ...automation,
      ...standing,
      on: automation.on,
      ...(connections !== undefined && { connections }),
    })
  })
  routes.get('/automations/:id/runs', async (context) => {
    const { id: automation } = automationNamed(host, context.req.param('id'))
    const { limit } = queryOf(context, 'GET /api/automations/:id/runs')
    return Response.json({ runs: await automationLog(host, { automation }, limit) })
  })
  routes.get('/customers/:id/automations', async (context) => {
    const { limit } = queryOf(context, 'GET /api/customers/:id/automations')
    const person = context.req.param('id')
    return Response.json({ runs: await automationLog(host, { person }, limit) })
  })
  routes.post('/automations/:id/dry-run', async (context) => {
    const span = bodyOf(context, 'POST /api/automations/:id/dry-run')
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    // Examples name people, and this route is open to whoever may see figures.
    const { examples: _examples, ...run } = await dryRunOf(host, context.req.param('id'), {
      ...span,
      signal,
    })
    return Response.json(run)
  })
  for (const [route, state] of [
    ['POST /api/automations/:id/pause', 'paused'],
    ['POST /api/automations/:id/resume', 'active'],
  ] as const)
    routes.post(route.slice('POST /api'.length), async (context) => {
      const id = context.req.param('id') ?? ''
      const { skipWaiting } = bodyOf(context, route)
      const { actor } = askingOf(context)
      const { skipped } = await turnAutomation(host, id, { state, skipWaiting, actor })
      host.wakes.wake('automation-steps', 'automation-steps')
      return Response.json({ id, state, skipped })
    })
  return routes
}
