import { kinds } from '../kinds/kinds.ts'
import { endpointRoutes } from '../webhooks/endpoint-routes.ts'
import type { World } from '../world.ts'
import { ok } from './answer.ts'
import { customerDeletion } from './customer-deletion.ts'
import { eventRoutes } from './event-routes.ts'
import { missing } from './list-window.ts'
import { nestedRoutes } from './nested-routes.ts'
import { objectRoutes } from './object-routes.ts'
import type { Route } from './route.ts'
import { thinEventRoutes } from './thin-event-routes.ts'
import { shownRow } from './view.ts'

/** Everything that can be asked. Where two fit, the first is taken. */
export function apiRoutes(world: World): readonly Route[] {
  return [
    ...ownAccount,
    ...eventRoutes(world),
    ...thinEventRoutes(world),
    ...endpointRoutes(world.endpoints),
    ...nestedRoutes,
    customerDeletion,
    ...objectRoutes,
  ]
}

/** The account that is asked for, itself: without its id, or by it. */
const ownAccount: readonly Route[] = ['/v1/account', '/v1/accounts/*'].map((path) => ({
  method: 'GET',
  path,
  permission: kinds.accounts.permission,
  answer({ account, version, ids: [id = account.id] }) {
    const row = id === account.id ? account.self() : account.tables.accounts.get(id)
    if (row === undefined) throw missing('account', id, 'id')
    return ok(shownRow(row, { account, version, expand: [] }))
  },
}))
