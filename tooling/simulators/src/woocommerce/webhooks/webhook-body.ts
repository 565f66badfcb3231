import type { Json } from '../json.ts'
import { invalidOrder, shownOrder } from '../orders/order-routes.ts'
import type { Store, StoreEvent } from '../store/store.ts'

/** What the API would show of the record now: of one that is gone, the error. */
export function webhookBody(store: Store): (event: StoreEvent) => Json {
  return ({ id }) => {
    const root = `${store.homeUrl()}/wp-json`
    const entry = store.orders.get(id)
    return entry === undefined ? invalidOrder.body : shownOrder(store, entry, root)
  }
}
