import { kinds } from '../kinds/kinds.ts'
import { endpointRoutes } from '../webhooks/endpoint-routes.ts'
import type { World } from '../world.ts'
import { ok } from './answer.ts'
import { eventRoutes } from './event-routes.ts'
import { nestedRoutes } from './nested-routes.ts'
import { objectRoutes } from './object-routes.ts'
import type { Route } from './route.ts'
import { thinEventRoutes } from './thin-event-routes.ts'
import { shownRow } from './view.ts'

/** Everything that can be asked. Where two fit, the first is taken. */
export function apiRoutes(world: World): readonly Route[] {
  return [
    ownAccount,
    ...eventRoutes(world),
    ...thinEventRoutes(world),
    ...endpointRoutes(world.endpoints),
    ...nestedRoutes,
    ...objectRoutes,
  ]
}

/** The account that is asked for, itself. */
const ownAccount: Route = {
  method: 'GET',
  path: '/v1/account',
  permission: kinds.accounts.permission,
  answer: ({ account, version }) => ok(shownRow(account.self(), { account, version, expand: [] })),
}
