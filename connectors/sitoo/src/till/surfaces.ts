import type { Surface } from '@cartograph/core'
import { assumptionsOf } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { errorAnswer } from './answers.ts'
import { customCrmRoutes } from './custom-crm.ts'
import { customerRoutes } from './customers.ts'
import { authenticationOf } from './authentication.ts'

/** A till waits ten seconds; it is answered before it gives up. */
const deadlineMs = 8_000

/** What tills call: the address of `till` is for Custom CRM, that of `customers` for the newer form. */
export function surfacesOf(config: Settings): Readonly<Record<string, Surface<Settings>>> {
  const surface = (routes: Surface<Settings>['routes']): Surface<Settings> => ({
    authentication: authenticationOf(config),
    deadlineMs,
    routes: { ...routes, ...furtherRoutes(config, routes) },
    onError: errorAnswer,
  })
  return { till: surface(customCrmRoutes), customers: surface(customerRoutes) }
}

type Routes = Surface<Settings>['routes']

/** Routes by which an account calls what stands here under another path. */
function furtherRoutes(config: Settings, routes: Routes): Routes {
  const known = new Map(Object.entries(routes))
  return Object.fromEntries(
    Object.entries(assumptionsOf(config).routes).flatMap(([path, meant]) => {
      const route = known.get(meant)
      return route === undefined ? [] : [[path, route]]
    }),
  )
}
