import { Hono } from 'hono'
import type { AddressBook, Host } from '../work/index.ts'
import { problem } from './problem.ts'
import { moveSurface, surfaceStates } from './surface-desk.ts'

/** Surfaces: where they are called, and given other addresses. */
export function surfaceDeskRoutes(host: Host, addresses: AddressBook): Hono {
  const routes = new Hono()
  routes.get('/surfaces', async () => Response.json({ surfaces: await surfaceStates(host) }))
  routes.post('/surfaces/:connection/:name/rotate', async (context) => {
    const wanted = context.req.param()
    const isThere = (await surfaceStates(host)).some(
      ({ connection, name }) => connection === wanted.connection && name === wanted.name,
    )
    if (!isThere) return problem(404, 'There is no such surface.')
    const address = await moveSurface(host, wanted)
    await addresses.renew()
    return Response.json({ address })
  })
  return routes
}
