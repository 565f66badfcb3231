import type { OrderChanges } from './orders/order-changes.ts'
import type { OrderInput } from './orders/order-input.ts'
import type { OrderEntry } from './orders/order.ts'
import type { ApiKey, ApiKeys } from './rest/api-keys.ts'
import type { Store } from './store/store.ts'

/** Each gives the id of what was changed. @throws if there is no such record. */
export interface Admin {
  createOrder(input?: OrderInput): number
  updateOrder(id: number, input: OrderInput): number
  trashOrder(id: number): number
  restoreOrder(id: number): number
  /** Forced: it leaves no trace, and no webhook tells of it. */
  deleteOrder(id: number): number
  /** Moves the modified date and nothing else. */
  touchOrder(id: number): number
  /** All in the same second, as a bulk action does. */
  bulkTouch(ids: readonly number[], at?: number): void
  createKey(options?: Partial<Pick<ApiKey, 'permissions' | 'capable'>>): ApiKey
  revokeKey(consumerKey: string): void
}

export function adminOf(
  store: Store,
  {
    changes,
    keys,
    catchUp,
  }: { readonly changes: OrderChanges; readonly keys: ApiKeys; readonly catchUp: () => void },
): Admin {
  const order = (id: number): OrderEntry => {
    catchUp()
    const entry = store.orders.get(id)
    if (entry === undefined) throw new Error(`The store has no order ${id}.`)
    return entry
  }
  return {
    createOrder: (input = {}) => {
      catchUp()
      return changes.create(input).id
    },
    updateOrder: (id, input) => changes.update(order(id), input).id,
    trashOrder: (id) => changes.trash(order(id)).id,
    restoreOrder: (id) => changes.restore(order(id)).id,
    deleteOrder(id) {
      changes.remove(order(id))
      return id
    },
    touchOrder: (id) => changes.touch(order(id)).id,
    bulkTouch(ids, at = store.now()) {
      for (const id of ids) changes.touch(order(id), at)
    },
    createKey: (options) => keys.create(options),
    revokeKey: (consumerKey) => keys.revoke(consumerKey),
  }
}
