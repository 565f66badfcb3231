import { shownDocument } from '../documents/document-routes.ts'
import { resources } from '../documents/resources.ts'
import type { Json } from '../json.ts'
import { invalidOrder, shownOrder } from '../orders/order-routes.ts'
import type { Store, StoreEvent } from '../store/store.ts'

const kinds = { product: 'products', coupon: 'coupons', customer: 'customers' } as const

/** What the API would show of the record now: of one that is gone, the error. */
export function webhookBody(store: Store): (event: StoreEvent) => Json {
  return ({ resource, id }) => {
    const root = `${store.homeUrl()}/wp-json`
    if (resource === 'order') {
      const entry = store.orders.get(id)
      return entry === undefined ? invalidOrder.body : shownOrder(store, entry, root)
    }
    if (resource === 'action') return null
    const kind = resources[kinds[resource]]
    const document = store.documents[kind.kind].get(id)
    return document === undefined ? kind.invalidId.body : shownDocument(store, kind, document, root)
  }
}
