import { isFault } from '@cartograph/core'
import { Hono } from 'hono'
import { testCall } from '../delivery/index.ts'
import { aloneOnDemand, type Host } from '../work/index.ts'
import { bodyOf } from './described-requests.ts'
import { problem, vendorProblem } from './problem.ts'

/** One example of a delivery: what would arrive, or what arrived. Personal data is always hidden. */
export function testCallRoutes(host: Host): Hono {
  const routes = new Hono()
  routes.post('/deliveries/:id/test', async (context) => {
    const delivery = context.req.param('id')
    if (!host.configuration.deliveries.has(delivery))
      return problem(404, `There is no delivery ${delivery}.`)
    const { row, send = false } = bodyOf(context, 'POST /api/deliveries/:id/test')
    try {
      const call = await testCall(host, {
        delivery,
        send,
        ...(row !== undefined && { row }),
        signal: host.signal,
        alone: aloneOnDemand(host),
        engine: { ...host.engine, clock: host.clock },
      })
      return Response.json(call)
    } catch (error) {
      if (!isFault(error)) throw error
      return vendorProblem(error)
    }
  })
  return routes
}
