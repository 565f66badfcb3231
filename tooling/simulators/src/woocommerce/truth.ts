import type { JsonObject } from './json.ts'
import { orderRow } from './orders/order-row.ts'
import type { Store } from './store/store.ts'

export type Stream = 'orders'

const rows: Readonly<Record<Stream, (store: Store) => readonly JsonObject[]>> = {
  orders: (store) =>
    store.orders.sorted('id').map((entry) => orderRow(store, entry, store.contentOf(entry))),
}

export function truthOf(store: Store, stream: Stream): readonly JsonObject[] {
  return rows[stream](store)
}
