import type { Context, Next } from 'hono'
import type { Host } from '../work/index.ts'
import { areaOfRoute } from '../wishes/index.ts'
import { problem } from './problem.ts'
import { routeOf } from './route-of.ts'

/** The one place where it is decided whether an organisation may use what a route is of: the operator allows areas in the configuration file. */
export function allowedAreas({ configuration }: Pick<Host, 'configuration'>) {
  const { areas } = configuration
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const route = routeOf(context)
    const area = route === undefined ? undefined : areaOfRoute(route)
    if (areas === undefined || area === undefined || areas.includes(area))
      return next().then(() => undefined)
    return problem(
      403,
      `The operator of this installation does not allow you the area “${area}”.`,
      {
        hint: 'An administrator can ask for it on the page Modules, or with `PUT /api/modules/area/…` and `requested`.',
        more: { area },
      },
    )
  }
}
