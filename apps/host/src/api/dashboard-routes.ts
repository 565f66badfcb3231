import { Hono } from 'hono'
import { answersJson, dashboardQuestions } from '../analytics/index.ts'
import { parseFigureSettings } from '../config/index.ts'
import { allDashboards } from '../dashboards/index.ts'
import { organisationDay, type Host } from '../work/index.ts'
import { figuresFor } from './figures-routes.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

/** Dashboards: which there are, what is on one, and the figures of all its widgets in one answer. */
export function dashboardRoutes(host: Host): Hono {
  const { configuration } = host
  const routes = new Hono()
  routes.get('/dashboards', () =>
    Response.json({
      dashboards: allDashboards(configuration).map(({ id, title, widgets, origin }) => ({
        id,
        title,
        origin,
        widgets: widgets.length,
      })),
    }),
  )
  routes.get('/dashboards/:id', (context) => {
    const found = named(host, context.req.param('id'))
    return found === undefined ? noSuchDashboard(context.req.param('id')) : Response.json(found)
  })
  routes.post('/dashboards/:id/query', async (context) => {
    const found = named(host, context.req.param('id'))
    if (found === undefined) return noSuchDashboard(context.req.param('id'))
    const chosen = parseFigureSettings(await jsonBody(context.req))
    const { currency } = configuration
    const batch = dashboardQuestions(found, {
      today: organisationDay(host),
      chosen,
      ...(currency !== undefined && { usual: { currency } }),
    })
    const door = figuresFor(host, context)
    const answers = await door.askAll(batch, AbortSignal.any([host.signal, context.req.raw.signal]))
    return new Response(answersJson(answers), { headers: { 'content-type': 'application/json' } })
  })
  return routes
}

function named({ configuration }: Pick<Host, 'configuration'>, id: string) {
  return allDashboards(configuration).find((each) => each.id === id)
}

function noSuchDashboard(id: string): Response {
  return problem(404, `There is no dashboard "${id}".`, {
    hint: 'GET /api/dashboards has all; more are declared under `dashboards:`.',
  })
}
