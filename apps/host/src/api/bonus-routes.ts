import { Hono, type Context } from 'hono'
import {
  bonusChecks,
  bonusPlaces,
  bonusStanding,
  importUpload,
  lookAtUpload,
  placeNamed,
  shownImports,
} from '../bonus/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'

/** Bonus checks: how they stand, and files of them that are given to the page. */
export function bonusRoutes(host: Host): Hono {
  const { store, configuration, now } = host
  const routes = new Hono()
  const placeOf = ({ req }: Context) => {
    const { connection = '', stream = '' } = req.param()
    return placeNamed(configuration, { connection, stream })
  }
  routes.get('/bonus', async () =>
    Response.json({
      ...(await bonusStanding(store, now())),
      places: bonusPlaces(configuration),
    }),
  )
  routes.get('/bonus/checks', async (context) =>
    Response.json(await bonusChecks(store, queryOf(context, 'GET /api/bonus/checks'))),
  )
  routes.get('/bonus/imports', async (context) => {
    const { limit } = queryOf(context, 'GET /api/bonus/imports')
    return Response.json({ imports: await shownImports(store, now(), limit) })
  })
  routes.post('/bonus/:connection/:stream/look', async (context) => {
    const {
      name,
      content,
      columns = {},
    } = bodyOf(context, 'POST /api/bonus/:connection/:stream/look')
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    const file = { name, bytes: Buffer.from(content, 'base64') }
    return Response.json(
      await lookAtUpload(host, placeOf(context), { file, chosen: columns, signal }),
    )
  })
  routes.post('/bonus/:connection/:stream/import', async (context) => {
    const {
      name,
      content,
      columns = {},
    } = bodyOf(context, 'POST /api/bonus/:connection/:stream/import')
    const file = { name, bytes: Buffer.from(content, 'base64') }
    const started = await importUpload(host, placeOf(context), {
      file,
      chosen: columns,
      by: askingOf(context).actor,
    })
    return Response.json({ import: started }, { status: 202 })
  })
  return routes
}
