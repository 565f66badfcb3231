import { orderRoutes } from '../orders/order-routes.ts'
import type { OrderChanges } from '../orders/order-changes.ts'
import { indexRoutes } from './index-routes.ts'
import type { Route } from './route.ts'
import type { Store } from '../store/store.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { webhookRoutes } from '../webhooks/webhook-routes.ts'

/** Everything the API has. */
export function routesOf(
  store: Store,
  { changes, webhooks }: { readonly changes: OrderChanges; readonly webhooks: Webhooks },
): readonly Route[] {
  return [...indexRoutes(store), ...orderRoutes(store, changes), ...webhookRoutes(store, webhooks)]
}
