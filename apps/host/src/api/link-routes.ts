import { Hono } from 'hono'
import { wantedLink } from '../customers/index.ts'
import type { Host } from '../work/index.ts'
import { bodyOf } from './described-requests.ts'
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
    const wish = bodyOf(context, 'POST /api/pages/links')
    const settings = configuration.customers
    const link = await wantedLink({ store, url, now, settings }, wish)
    log({ level: 'info', message: `By API: a link was made: ${wish.page}.` })
    return Response.json({ url: link }, { status: 201 })
  })
  return routes
}
