import { faultOf } from '@cartograph/core'
import { Hono, type Context } from 'hono'
import { readTables, tablesDiagram, type KnownTables } from '../account-tables/index.ts'
import type { Host } from '../work/index.ts'
import { faultProblem, problem } from './problem.ts'

/** The tables at a vendor with their columns, keys and links: as data, and as a picture. */
export function tableRoutes({ store, configuration }: Host): Hono {
  const routes = new Hono()
  const answer = async (
    context: Context,
    shown: (known: KnownTables) => Response,
  ): Promise<Response> => {
    const id = context.req.param('id') ?? ''
    const connection = configuration.connections.get(id)
    if (connection === undefined) return problem(404, `There is no connection ${id}.`)
    try {
      return shown(await readTables(store, connection))
    } catch (error) {
      const found = faultOf(error)
      if (found.kind !== 'notFound') throw error
      return faultProblem(found)
    }
  }
  routes.get('/connections/:id/schema', (context) =>
    answer(context, ({ connection, askedAt, tables }) =>
      Response.json({ connection, askedAt: new Date(askedAt).toISOString(), tables }),
    ),
  )
  routes.get('/connections/:id/schema.svg', (context) =>
    answer(
      context,
      ({ connection, tables }) =>
        new Response(tablesDiagram(tables, `Tables of ${connection}`), {
          headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
        }),
    ),
  )
  return routes
}
