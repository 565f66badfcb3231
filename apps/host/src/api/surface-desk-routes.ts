import { Hono } from 'hono'
import { surfaceCalls } from '../store/index.ts'
import type { AddressBook, Host } from '../work/index.ts'
import { problem } from './problem.ts'
import { keptCalls } from './surface-call-log.ts'
import { moveSurface, surfaceStates, type SurfaceState } from './surface-desk.ts'

/** Surfaces: where they are called, what the last calls came to, and given other addresses. */
export function surfaceDeskRoutes(host: Host, addresses: AddressBook): Hono {
  const routes = new Hono()
  routes.get('/surfaces', async () => Response.json({ surfaces: await surfaceStates(host) }))
  routes.get('/surfaces/:connection/:name/calls', async (context) => {
    const { connection, name } = context.req.param()
    if (!(await isThere(host, { connection, name }))) return noSuchSurface()
    const calls = await host.store.read((dialect, org) =>
      surfaceCalls(dialect, org, { connection, surface: name }, keptCalls),
    )
    return Response.json({
      calls: calls.map((call) => Object.assign({}, call, { at: new Date(call.at).toISOString() })),
    })
  })
  routes.post('/surfaces/:connection/:name/rotate', async (context) => {
    const wanted = context.req.param()
    if (!(await isThere(host, wanted))) return noSuchSurface()
    const address = await moveSurface(host, wanted)
    await addresses.renew()
    return Response.json({ address })
  })
  return routes
}

async function isThere(
  host: Host,
  { connection, name }: Pick<SurfaceState, 'connection' | 'name'>,
): Promise<boolean> {
  const surfaces = await surfaceStates(host)
  return surfaces.some((surface) => surface.connection === connection && surface.name === name)
}

function noSuchSurface(): Response {
  return problem(404, 'There is no such surface.')
}
