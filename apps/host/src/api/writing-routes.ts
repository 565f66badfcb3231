import { Hono, type Context } from 'hono'
import {
  createCustomer,
  editCustomer,
  tagCustomer,
  writeConsents,
  writeEvents,
  type Once,
  type WritingScene,
} from '../customers/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { keyOf, noKey } from './wish-key.ts'

/** Customers, their tags and consents, and events, written by staff and applications. */
export function writingRoutes(scene: WritingScene): Hono {
  const routes = new Hono()
  routes.post('/customers', async (context) => {
    const wish = bodyOf(context, 'POST /api/customers')
    return answer(context, 201, (once) => createCustomer(scene, wish, once))
  })
  routes.patch('/customers/:id', async (context) => {
    const wish = bodyOf(context, 'PATCH /api/customers/:id')
    return answer(context, 200, (once) => editCustomer(scene, id(context), wish, once))
  })
  routes.post('/customers/:id/tags', async (context) => {
    const wish = bodyOf(context, 'POST /api/customers/:id/tags')
    return answer(context, 200, (once) => tagCustomer(scene, id(context), wish, once))
  })
  routes.post('/customers/:id/consents', async (context) => {
    const wish = bodyOf(context, 'POST /api/customers/:id/consents')
    return answer(context, 201, (once) => writeConsents(scene, id(context), wish, once))
  })
  routes.post('/events', async (context) => {
    const wish = bodyOf(context, 'POST /api/events')
    return answer(context, 201, (once) => writeEvents(scene, wish, once))
  })
  return routes
}

function id(context: Context): string {
  return context.req.param('id') ?? ''
}

async function answer(
  context: Context,
  status: number,
  work: (once: Once) => Promise<object>,
): Promise<Response> {
  const key = keyOf(context)
  if (key === undefined) return noKey()
  const { actor, node } = askingOf(context)
  return Response.json(await work({ key, node, by: actor }), { status })
}
