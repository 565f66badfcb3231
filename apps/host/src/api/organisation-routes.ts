import { Hono } from 'hono'
import { makeToken } from '../access/index.ts'
import type { OrganisationDesk } from '../declared/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** The organisations of an installation, for whoever runs it. */
export function organisationRoutes(
  { store, now }: Pick<Host, 'store' | 'now'>,
  desk: OrganisationDesk | undefined,
): Hono {
  const routes = new Hono()
  routes.get('/organisations', async () =>
    desk === undefined ? notHere() : Response.json({ organisations: await desk.list() }),
  )
  routes.post('/organisations', async (context) => {
    if (desk === undefined) return notHere()
    const { id, name = id } = bodyOf(context, 'POST /api/organisations')
    const { actor } = askingOf(context)
    const organisation = await desk.add({ id, name }, { by: actor, now: now() })
    const secret = await makeToken(await store.of(id), { another: true, now: now() })
    return Response.json({ organisation, secret }, { status: 201 })
  })
  return routes
}

function notHere(): Response {
  return problem(403, 'Organisations are made where the installation is run.', {
    hint: 'Ask the organisation that the configuration file sets up.',
  })
}
