import { globalVariationRoute } from '../catalogue/variations.ts'
import type { DocumentChanges } from '../documents/document-changes.ts'
import { documentRoutes } from '../documents/document-routes.ts'
import { resources } from '../documents/resources.ts'
import type { OrderChanges } from '../orders/order-changes.ts'
import { orderRoutes } from '../orders/order-routes.ts'
import type { RefundChanges } from '../orders/refund-changes.ts'
import { refundRoutes } from '../orders/refund-routes.ts'
import { analyticsRoutes } from '../reports/analytics-routes.ts'
import { factsReader } from '../reports/order-facts.ts'
import { reportRoutes } from '../reports/report-routes.ts'
import { settingsRoutes } from '../settings/settings-routes.ts'
import { shippingRoutes } from '../settings/shipping-routes.ts'
import type { Store } from '../store/store.ts'
import { webhookRoutes } from '../webhooks/webhook-routes.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { batchRoute } from './batch.ts'
import { indexRoutes } from './index-routes.ts'
import type { Route } from './route.ts'

export interface Changes {
  readonly orders: OrderChanges
  readonly refunds: RefundChanges
  readonly documents: DocumentChanges
}

/** Everything the API has. */
export function routesOf(
  store: Store,
  changes: Changes,
  {
    webhooks,
    analyticsLagMs,
  }: { readonly webhooks: Webhooks; readonly analyticsLagMs: () => number },
): readonly Route[] {
  return [
    ...indexRoutes(store),
    ...withBatch(orderRoutes(store, changes.orders)),
    ...refundRoutes(store, changes.refunds),
    ...Object.values(resources).flatMap((resource) =>
      withBatch(documentRoutes(store, changes.documents, resource)),
    ),
    globalVariationRoute(store),
    ...reportRoutes(store),
    ...analyticsRoutes(store, factsReader(store, analyticsLagMs)),
    ...settingsRoutes(store),
    ...shippingRoutes(store),
    ...withBatch(webhookRoutes(store, webhooks)),
  ]
}

/** The first of the routes is the list, the second the record. */
function withBatch(routes: readonly Route[]): readonly Route[] {
  const [list, item] = routes
  return list === undefined || item === undefined ? routes : [...routes, batchRoute(list, item)]
}
