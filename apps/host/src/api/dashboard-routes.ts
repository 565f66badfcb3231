import { Hono, type Context } from 'hono'
import { answersJson, dashboardQuestions } from '../analytics/index.ts'
import { parseDashboard, parseFigureSettings } from '../config/index.ts'
import { allDashboards, type Dashboard, type FigureSettings } from '../dashboards/index.ts'
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
  routes.post('/dashboards/preview', async (context) =>
    figuresOf(host, context, parseDashboard(await jsonBody(context.req))),
  )
  routes.post('/dashboards/:id/query', async (context) => {
    const found = named(host, context.req.param('id'))
    if (found === undefined) return noSuchDashboard(context.req.param('id'))
    return figuresOf(host, context, found, parseFigureSettings(await jsonBody(context.req)))
  })
  return routes
}

async function figuresOf(
  host: Host,
  context: Context,
  dashboard: Dashboard,
  chosen: FigureSettings = {},
): Promise<Response> {
  const door = figuresFor(host, context)
  // A batch has at least one question.
  if (dashboard.widgets.length === 0)
    return told({ answers: [], completeness: await door.completeness() })
  const { currency } = host.configuration
  const batch = dashboardQuestions(dashboard, {
    today: organisationDay(host),
    chosen,
    ...(currency !== undefined && { usual: { currency } }),
  })
  return told(await door.askAll(batch, AbortSignal.any([host.signal, context.req.raw.signal])))
}

function told(answers: Parameters<typeof answersJson>[0]): Response {
  return new Response(answersJson(answers), { headers: { 'content-type': 'application/json' } })
}

function named({ configuration }: Pick<Host, 'configuration'>, id: string) {
  return allDashboards(configuration).find((each) => each.id === id)
}

function noSuchDashboard(id: string): Response {
  return problem(404, `There is no dashboard "${id}".`, {
    hint: 'GET /api/dashboards has all; more are made on a page, or declared under `dashboards:`.',
  })
}
