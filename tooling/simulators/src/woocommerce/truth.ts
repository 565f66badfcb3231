import { resources } from './documents/resources.ts'
import type { JsonObject } from './json.ts'
import { orderRow } from './orders/order-row.ts'
import { refundRow } from './orders/refund-row.ts'
import type { Store } from './store/store.ts'

/** Notes carry no order's number, and terms no attribute's, as in the API. Refunds are those of the list of all. */
export type Stream = 'orders' | 'refunds' | keyof typeof resources

export function truthOf(store: Store, stream: Stream): readonly JsonObject[] {
  if (stream === 'orders') {
    return store.orders.sorted('id').map((entry) => orderRow(store, entry, store.contentOf(entry)))
  }
  if (stream === 'refunds') {
    return store.refunds
      .sorted('id')
      .map((refund) => refundRow(store, refund, { inGlobalList: true }))
  }
  const resource = resources[stream]
  return store.documents[stream].sorted('id').map((document) => resource.row(store, document))
}
