import { isFault } from '@cartograph/core'
import { Hono } from 'hono'
import * as z from 'zod'
import { testCall } from '../delivery/index.ts'
import { aloneOnDemand, type Host } from '../work/index.ts'
import { jsonBody } from './json-body.ts'
import { faultProblem, problem } from './problem.ts'

const wish = z.strictObject({ row: z.string().min(1).optional(), send: z.boolean().optional() })

/** One example of a delivery: what would arrive, or what arrived. Personal data is always hidden. */
export function testCallRoutes(host: Host): Hono {
  const routes = new Hono()
  routes.post('/deliveries/:id/test', async (context) => {
    const delivery = context.req.param('id')
    if (!host.configuration.deliveries.has(delivery))
      return problem(404, `There is no delivery ${delivery}.`)
    const asked = wish.safeParse(await jsonBody(context.req.raw))
    if (!asked.success)
      return problem(
        400,
        'Expected a JSON object with `row`, the id of a row, and `send`, a boolean; both may be left out.',
      )
    const { row, send = false } = asked.data
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
      // It is the vendor who refuses, and not this host.
      if (error.kind === 'auth' || error.kind === 'permission')
        return problem(502, error.message, {
          ...(error.hint !== undefined && { hint: error.hint }),
        })
      return faultProblem(error)
    }
  })
  return routes
}
