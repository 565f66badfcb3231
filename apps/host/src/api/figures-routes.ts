import { Hono, type Context } from 'hono'
import { answersJson, figuresCatalogue, openFigures, type FiguresDoor } from '../analytics/index.ts'
import { rowSources } from '../config/index.ts'
import { isFollowed } from '../customers/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { jsonBody } from './json-body.ts'
import { connectionsAt, segmentOfStores } from './node-segments.ts'
import { segmentsOfHost } from './segment-door.ts'

/** The door to figures of a host: of the whole organisation, or of the stores of some nodes. */
export function figuresOfHost(host: Host, nodes: readonly string[] = []): FiguresDoor {
  const { store, configuration, now } = host
  const within = nodes.length === 0 ? undefined : connectionsAt(host, nodes)
  return openFigures({
    store,
    connections: rowSources(configuration).filter((id) => within?.has(id) ?? true),
    ...(within !== undefined && { within }),
    zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
    now,
    personsAreCurrent: isFollowed,
    segmentOf:
      within === undefined ? segmentsOfHost(host).membershipOf : segmentOfStores(host, within),
  })
}

/** The door to figures for whoever asks. */
export function figuresFor(host: Host, context: Context): FiguresDoor {
  const { node } = askingOf(context)
  return figuresOfHost(host, node === undefined ? [] : [node])
}

/** Figures: which there are, and a batch of questions for a dashboard. */
export function figuresRoutes(host: Host): Hono {
  const routes = new Hono()
  routes.get('/figures/catalogue', () => Response.json(figuresCatalogue))
  routes.post('/figures', async (context) => {
    const batch = await jsonBody(context.req)
    const door = figuresFor(host, context)
    const answers = await door.askAll(batch, AbortSignal.any([host.signal, context.req.raw.signal]))
    return new Response(answersJson(answers), { headers: { 'content-type': 'application/json' } })
  })
  return routes
}
