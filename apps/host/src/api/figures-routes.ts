import { Hono } from 'hono'
import { answersJson, figuresCatalogue, openFigures, type FiguresDoor } from '../analytics/index.ts'
import { isFollowed } from '../customers/index.ts'
import type { Host } from '../work/index.ts'
import { jsonBody } from './json-body.ts'
import { segmentsOfHost } from './segment-routes.ts'

/** The door to figures of a host. */
export function figuresOfHost(host: Host): FiguresDoor {
  const { store, configuration, now } = host
  return openFigures({
    store,
    connections: [...configuration.connections.keys()],
    zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
    now,
    personsAreCurrent: isFollowed,
    segmentOf: segmentsOfHost(host).membershipOf,
  })
}

/** Figures: which there are, and a batch of questions for a dashboard. */
export function figuresRoutes(host: Host): Hono {
  const door = figuresOfHost(host)
  const routes = new Hono()
  routes.get('/figures/catalogue', () => Response.json(figuresCatalogue))
  routes.post('/figures', async (context) => {
    const batch = await jsonBody(context.req.raw)
    const answers = await door.askAll(batch, AbortSignal.any([host.signal, context.req.raw.signal]))
    return new Response(answersJson(answers), { headers: { 'content-type': 'application/json' } })
  })
  return routes
}
