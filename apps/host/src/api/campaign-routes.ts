import { Hono } from 'hono'
import { campaignQuestionIn, campaignReport } from '../analytics/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { jsonBody } from './json-body.ts'
import { connectionsAt } from './node-segments.ts'

/** Which campaigns led to which orders. */
export function campaignRoutes(host: Host): Hono {
  const { store, configuration } = host
  const routes = new Hono()
  routes.post('/attribution/report', async (context) => {
    const asked = campaignQuestionIn(await jsonBody(context.req))
    const question = { ...asked, currency: asked.currency ?? configuration.currency }
    const { node } = askingOf(context)
    const report = await campaignReport(
      {
        store,
        ...(configuration.attribution !== undefined && { settings: configuration.attribution }),
        ...(node !== undefined && { within: connectionsAt(host, [node]) }),
      },
      question,
    )
    return Response.json(report)
  })
  return routes
}
