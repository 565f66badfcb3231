import { Hono } from 'hono'
import { audit } from '../access/index.ts'
import { makeShare, readLogo, renewShare, revokeShare, shownShares } from '../sharing/index.ts'
import { portalsWithLogo, removePortalLogo, writePortalLogo } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** Links to dashboards and portals: shown, made, made anew and ended; and what portals look like. */
export function shareRoutes(host: Host, url: string): Hono {
  const { store, configuration, now } = host
  const routes = new Hono()
  const link = (token: string) => `${url}/share/${token}`
  routes.get('/shares', async () => Response.json({ shares: await shownShares(store, now()) }))
  routes.post('/shares', async (context) => {
    const { expiresAt, password, ...wanted } = bodyOf(context, 'POST /api/shares')
    const changing = { by: askingOf(context).actor, now: now() }
    const { share, token } = await makeShare(
      { store, configuration },
      {
        ...wanted,
        password,
        expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
      },
      changing,
    )
    return Response.json({ share, url: link(token) }, { status: 201 })
  })
  routes.post('/shares/:id/renew', async (context) => {
    const changing = { by: askingOf(context).actor, now: now() }
    const token = await renewShare(store, context.req.param('id'), changing)
    return Response.json({ url: link(token) })
  })
  routes.delete('/shares/:id', async (context) => {
    const changing = { by: askingOf(context).actor, now: now() }
    await revokeShare(store, context.req.param('id'), changing)
    return new Response(null, { status: 204 })
  })
  routes.get('/portals', async () => {
    const withLogo = await store.read((dialect, org) => portalsWithLogo(dialect, org))
    const portals = [...(configuration.portals?.values() ?? [])].map((portal) => ({
      id: portal.id,
      title: portal.title,
      accent: portal.accent ?? null,
      dashboards: portal.dashboards.map(({ dashboard }) => dashboard),
      hasLogo: withLogo.includes(portal.id),
    }))
    return Response.json({ portals })
  })
  routes.put('/portals/:id/logo', async (context) => {
    const id = context.req.param('id')
    if (configuration.portals?.has(id) !== true) return noSuchPortal()
    const { data } = bodyOf(context, 'PUT /api/portals/:id/logo')
    const picture = readLogo(Buffer.from(data, 'base64'))
    const [at, { actor }] = [now(), askingOf(context)]
    await store.write(function* (dialect, org) {
      yield* writePortalLogo(dialect, org, id, { type: picture.type, data, made_at: at })
      yield* audit(dialect, org, { at, actor, action: 'portal.logo', target: id })
    })
    return Response.json(picture)
  })
  routes.delete('/portals/:id/logo', async (context) => {
    const id = context.req.param('id')
    const [at, { actor }] = [now(), askingOf(context)]
    const wasThere = await store.write(function* (dialect, org) {
      const removed = yield* removePortalLogo(dialect, org, id)
      if (removed) yield* audit(dialect, org, { at, actor, action: 'portal.logo', target: id })
      return removed
    })
    return wasThere ? new Response(null, { status: 204 }) : noSuchPortal()
  })
  return routes
}

function noSuchPortal(): Response {
  return problem(404, 'There is no portal of that name, or it has no logo.')
}
