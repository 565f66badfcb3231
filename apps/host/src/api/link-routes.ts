import { Hono } from 'hono'
import { wantedLink } from '../customers/index.ts'
import { linkWish } from '../wishes/index.ts'
import type { Host } from '../work/index.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

/** Links to hosted pages, for mails and pages of your own. */
export function linkRoutes({ store, configuration, now, log }: Host): Hono {
  const routes = new Hono()
  routes.post('/pages/links', async (context) => {
    const url = configuration.host?.url
    if (url === undefined)
      return problem(400, 'This host does not know the address that it is reached by.', {
        hint: 'Set `host: { url: … }` in the configuration.',
      })
    const wish = linkWish.safeParse(await jsonBody(context.req.raw))
    if (!wish.success)
      return problem(
        400,
        'Expected a JSON object with `page`: `sign-up` with a `form`; `update` with a `form` and a `person`; or `unsubscribe` with a `person` or an `address`.',
      )
    const settings = configuration.customers
    const link = await wantedLink({ store, url, now, settings }, wish.data)
    log({ level: 'info', message: `By API: a link was made: ${wish.data.page}.` })
    return Response.json({ url: link }, { status: 201 })
  })
  return routes
}
