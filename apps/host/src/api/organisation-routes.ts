import { faultOf, isFault } from '@cartograph/core'
import { Hono } from 'hono'
import { makeToken } from '../access/index.ts'
import type { OrganisationDesk } from '../declared/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { faultProblem, problem } from './problem.ts'

/** The organisations of an installation, for whoever runs it. */
export function organisationRoutes(
  { store, now, log }: Pick<Host, 'store' | 'now' | 'log'>,
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
  routes.get('/organisations/:id', async (context) => {
    const id = context.req.param('id')
    // Whoever does not run the installation learns of nobody else.
    if (desk === undefined) return problem(404, `There is no organisation ${id}.`)
    return answered(async () => Response.json({ organisation: id, holds: await desk.holds(id) }))
  })
  routes.delete('/organisations/:id', async (context) => {
    if (desk === undefined) return notHere()
    const id = context.req.param('id')
    const { name } = queryOf(context, 'DELETE /api/organisations/:id')
    const doing = { by: askingOf(context).actor, now: now() }
    return answered(async () => {
      const { done } = await desk.remove({ id, name }, doing)
      done.then(
        (rows) => log({ level: 'info', message: `${id} is removed, with ${rows} rows.` }),
        (error: unknown) => log({ level: 'error', message: faultOf(error).message }),
      )
      return Response.json({ organisation: id }, { status: 202 })
    })
  })
  return routes
}

async function answered(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (isFault(error)) return faultProblem(error)
    throw error
  }
}

function notHere(): Response {
  return problem(403, 'Organisations are made where the installation is run.', {
    hint: 'Ask the organisation that the configuration file sets up.',
  })
}
