import { Hono } from 'hono'
import * as z from 'zod'
import {
  automationLog,
  automationNamed,
  automationStandings,
  dryRunOf,
  turnAutomation,
  type Host,
} from '../work/index.ts'
import { askingOf } from './asking.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

const instant = z.iso
  .datetime()
  .transform((text) => Date.parse(text))
  .optional()
const spanWish = z.strictObject({ from: instant, to: instant })
const turnWish = z.strictObject({ skipWaiting: z.boolean().default(false) })
const limitWish = z.coerce.number().int().min(1).max(500).default(50)

/** Automations: how they stand, what they did, what they would have done; paused and let go on. */
export function automationRoutes(host: Host): Hono {
  const routes = new Hono()
  routes.get('/automations', async () =>
    Response.json({ automations: await automationStandings(host) }),
  )
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
    const limit = limitWish.safeParse(context.req.query('limit'))
    if (!limit.success) return problem(400, 'Expected a `limit` from 1 to 500.')
    return Response.json({ runs: await automationLog(host, { automation }, limit.data) })
  })
  routes.get('/customers/:id/automations', async (context) => {
    const limit = limitWish.safeParse(context.req.query('limit'))
    if (!limit.success) return problem(400, 'Expected a `limit` from 1 to 500.')
    const person = context.req.param('id')
    return Response.json({ runs: await automationLog(host, { person }, limit.data) })
  })
  routes.post('/automations/:id/dry-run', async (context) => {
    const wish = spanWish.safeParse((await jsonBody(context.req.raw)) ?? {})
    if (!wish.success) return problem(400, 'Expected `from` and `to` as instants, or neither.')
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    // Examples name people, and this route is open to whoever may see figures.
    const { examples: _examples, ...run } = await dryRunOf(host, context.req.param('id'), {
      ...wish.data,
      signal,
    })
    return Response.json(run)
  })
  for (const [path, state] of [
    ['pause', 'paused'],
    ['resume', 'active'],
  ] as const)
    routes.post(`/automations/:id/${path}`, async (context) => {
      const wish = turnWish.safeParse((await jsonBody(context.req.raw)) ?? {})
      if (!wish.success) return problem(400, 'Expected `skipWaiting`, true or false, or nothing.')
      const id = context.req.param('id')
      const { skipWaiting } = wish.data
      const { actor } = askingOf(context)
      const { skipped } = await turnAutomation(host, id, { state, skipWaiting, actor })
      host.wakes.wake('automation-steps', 'automation-steps')
      return Response.json({ id, state, skipped })
    })
  return routes
}
