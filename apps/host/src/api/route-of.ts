import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'

/** Where what comes before every route is registered, the guard included. */
const before: ReadonlySet<string> = new Set(['/*', '/api/*'])

/** Method and path of the route that answers, as the router has them; undefined: none does. */
export function routeOf(context: Context): string | undefined {
  const found = matchedRoutes(context).find(({ path }) => !before.has(path))
  return found && `${found.method} ${found.path}`
}
