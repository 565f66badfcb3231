import { Hono } from 'hono'
import type { ConfigurationDesk } from '../declared/index.ts'
import { forgetSecret, rotateSecrets, setSecret } from '../secrets/index.ts'
import { secretNames, type SecretName } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** Secrets: set, named and taken away; no answer has a value. */
export function secretRoutes(
  { store, now }: Pick<Host, 'store' | 'now'>,
  desk: Pick<ConfigurationDesk, 'refresh'>,
): Hono {
  const routes = new Hono()
  const names = () => store.read((dialect, org) => secretNames(dialect, org))
  routes.get('/secrets', async () => Response.json({ secrets: (await names()).map(shown) }))
  routes.put('/secrets/:name', async (context) => {
    const name = context.req.param('name')
    const { value } = bodyOf(context, 'PUT /api/secrets/:name')
    const changing = { by: askingOf(context).actor, now: now() }
    const secret = await setSecret(store, { name, value }, changing)
    await desk.refresh()
    return Response.json(shown(secret))
  })
  routes.delete('/secrets/:name', async (context) => {
    const name = context.req.param('name')
    if (!(await names()).some((secret) => secret.name === name))
      return problem(404, `There is no secret ${name}.`)
    await forgetSecret(store, name, { by: askingOf(context).actor, now: now() })
    await desk.refresh()
    return new Response(null, { status: 204 })
  })
  routes.post('/secrets/rotate', async (context) => {
    const rows = await rotateSecrets(store, { by: askingOf(context).actor, now: now() })
    return Response.json({ rows })
  })
  return routes
}

function shown({ name, setAt, key }: SecretName) {
  return { name, setAt: new Date(setAt).toISOString(), key }
}
