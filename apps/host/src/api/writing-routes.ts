import { Hono, type Context } from 'hono'
import type * as z from 'zod'
import {
  createCustomer,
  editCustomer,
  tagCustomer,
  writeConsents,
  writeEvents,
  type Once,
  type WritingScene,
} from '../customers/index.ts'
import { consentsWish, createWish, editWish, eventsWish, tagWish } from '../wishes/index.ts'
import { askingOf } from './asking.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

/**
 * The header by which a wish that is sent again is known.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ (read 2026-11-25)
 */
const keyHeader = 'idempotency-key'
const keyForm = /^[\x21-\x7E]{1,200}$/

/** Customers, their tags and consents, and events, written by staff and applications. */
export function writingRoutes(scene: WritingScene): Hono {
  const routes = new Hono()
  routes.post('/customers', (context) =>
    answer(context, createWish, 201, (wish, once) => createCustomer(scene, wish, once)),
  )
  routes.patch('/customers/:id', (context) =>
    answer(context, editWish, 200, (wish, once) => editCustomer(scene, id(context), wish, once)),
  )
  routes.post('/customers/:id/tags', (context) =>
    answer(context, tagWish, 200, (wish, once) => tagCustomer(scene, id(context), wish, once)),
  )
  routes.post('/customers/:id/consents', (context) =>
    answer(context, consentsWish, 201, (wish, once) =>
      writeConsents(scene, id(context), wish, once),
    ),
  )
  routes.post('/events', (context) =>
    answer(context, eventsWish, 201, (wish, once) => writeEvents(scene, wish, once)),
  )
  return routes
}

function id(context: Context): string {
  return context.req.param('id') ?? ''
}

async function answer<Wish extends z.ZodType>(
  context: Context,
  shape: Wish,
  status: number,
  work: (wish: z.infer<Wish>, once: Once) => Promise<object>,
): Promise<Response> {
  const key = context.req.header(keyHeader)
  if (key === undefined || !keyForm.test(key))
    return problem(
      400,
      'Expected the header `Idempotency-Key`, up to 200 letters, digits and signs.',
      {
        hint: 'Send a new one with each wish, and the same one to ask again where no answer came.',
      },
    )
  const wish = shape.safeParse(await jsonBody(context.req.raw))
  if (!wish.success) return problem(400, misfit(wish.error))
  const { actor, node } = askingOf(context)
  return Response.json(await work(wish.data, { key, node, by: actor }), { status })
}

/** The first thing that does not fit, by its place and never by its value. */
function misfit({ issues }: z.ZodError): string {
  const [first] = issues
  const place = first?.path.join('.') ?? ''
  const said =
    first?.code === 'unrecognized_keys' ? `unknown: ${first.keys.join(', ')}` : first?.message
  return `The body does not fit${place === '' ? '' : `, at ${place}`}: ${said ?? 'expected a JSON object'}.`
}
