import { fault } from '@cartograph/core'

import type { DocumentChanges } from './documents/document-changes.ts'
import type { Resource } from './documents/resource.ts'
import { resources } from './documents/resources.ts'
import type { JsonObject } from './json.ts'
import { hundredthsOf } from './money.ts'
import type { OrderChanges } from './orders/order-changes.ts'
import type { OrderInput } from './orders/order-input.ts'
import { addNote } from './orders/order-notes.ts'
import type { RefundChanges } from './orders/refund-changes.ts'
import { piecesOf, restOf } from './orders/refund-pieces.ts'
import type { ApiKey, ApiKeys, ApplicationPassword } from './rest/api-keys.ts'
import type { Store } from './store/store.ts'

/** Records that are neither orders nor refunds. */
export type AdminKind = keyof typeof resources

export interface AdminRefund {
  /** Decimal text. Default: what the lines cost, or without lines all that is left of the order. */
  readonly amount?: string
  readonly reason?: string
  /** Made by a payment plugin that goes past the shop: the order's date stays, and no webhook tells of it. Default false. */
  readonly byGateway?: boolean
  /** Pieces of the order's lines, by the line's `id`. */
  readonly lines?: readonly { readonly itemId: number; readonly quantity: number }[]
}

/**
 * What the merchant does by hand. It fires what the real one fires, and gives the id of what was changed.
 *
 * An order that was changed or refunded by hand no longer follows the simulated shop; one that was only touched or trashed does.
 *
 * @throws a `record` fault if there is no such record.
 */
export interface Admin {
  createOrder(input?: OrderInput): number
  updateOrder(id: number, input: OrderInput): number
  trashOrder(id: number): number
  restoreOrder(id: number): number
  /** For good: it leaves no trace, and no webhook tells of it. */
  deleteOrder(id: number): number
  /** Moves the modified date and nothing else. */
  touchOrder(id: number): number
  /** All in the same second, as a bulk action does. `at` is an instant; default: now. */
  bulkTouch(orderIds: readonly number[], at?: number): void
  /** Gives the refund's id. The order's modified date moves, unless a payment plugin does it. */
  refundOrder(id: number, refund?: AdminRefund): number
  /** The order's modified date does not move, and no webhook tells of it. */
  deleteRefund(id: number): number
  /** The order does not change by it. */
  addNote(orderId: number, note: string): number
  /** `parent` is a variation's product or a term's attribute. */
  create(kind: AdminKind, input: JsonObject, parent?: number): number
  update(kind: AdminKind, id: number, input: JsonObject): number
  trash(kind: AdminKind, id: number): number
  restore(kind: AdminKind, id: number): number
  /** For good, without a webhook, but for customers: they have no trash. */
  delete(kind: AdminKind, id: number): number
  touch(kind: AdminKind, id: number): number
  createKey(options?: Partial<Pick<ApiKey, 'permissions' | 'capable'>>): ApiKey
  revokeKey(consumerKey: string): void
  createApplicationPassword(): ApplicationPassword
}

export function adminOf(
  store: Store,
  changes: {
    readonly orders: OrderChanges
    readonly refunds: RefundChanges
    readonly documents: DocumentChanges
    readonly keys: ApiKeys
    /** Lets what has happened in the shop happen in the store first. */
    readonly catchUp: () => void
  },
): Admin {
  const { orders, refunds, documents, keys, catchUp } = changes
  const order = (id: number) => {
    catchUp()
    return store.orders.get(id) ?? missing('order', id)
  }
  const document = (kind: AdminKind, id: number) => {
    catchUp()
    return store.documents[kind].get(id) ?? missing(kind, id)
  }

  return {
    createOrder(input = {}) {
      catchUp()
      return orders.create(input).id
    },
    updateOrder: (id, input) => orders.update(order(id), input).id,
    trashOrder: (id) => orders.trash(order(id)).id,
    restoreOrder: (id) => orders.restore(order(id)).id,
    deleteOrder(id) {
      orders.remove(order(id))
      return id
    },
    touchOrder: (id) => orders.touch(order(id)).id,
    bulkTouch(orderIds, at = store.now()) {
      for (const id of orderIds) orders.touch(order(id), at)
    },
    refundOrder(id, { amount, reason = '', lines, byGateway = false } = {}) {
      const entry = order(id)
      const pieces = piecesOf(store.contentOf(entry), lines ?? [])
      const ofLines = pieces.reduce((sum, { total, tax }) => sum + total + tax, 0)
      const fallback = lines === undefined ? restOf(store, entry) : ofLines
      const refund = refunds.create(entry, {
        amount: amount === undefined ? fallback : hundredthsOf(amount),
        reason,
        lines: pieces,
        isSilent: byGateway,
      })
      if (refund !== undefined) return refund.id
      throw fault({ kind: 'record', message: `Order ${id} cannot be refunded by so much.` })
    },
    deleteRefund(id) {
      catchUp()
      refunds.remove(store.refunds.get(id) ?? missing('refund', id))
      return id
    },
    addNote: (orderId, note) => addNote(store, order(orderId).id, note),
    create(kind, input, parent) {
      catchUp()
      return documents.create(resourceOf(kind), input, parent).id
    },
    update: (kind, id, input) => documents.update(resourceOf(kind), document(kind, id), input).id,
    trash: (kind, id) => documents.trash(resourceOf(kind), document(kind, id)).id,
    restore: (kind, id) => documents.restore(resourceOf(kind), document(kind, id)).id,
    delete(kind, id) {
      documents.remove(resourceOf(kind), document(kind, id))
      return id
    },
    touch: (kind, id) => documents.touch(resourceOf(kind), document(kind, id)).id,
    createKey: (options) => keys.create(options),
    revokeKey: (consumerKey) => keys.revoke(consumerKey),
    createApplicationPassword: () => keys.createPassword(),
  }
}

function resourceOf(kind: AdminKind): Resource {
  return resources[kind]
}

function missing(kind: string, id: number): never {
  throw fault({ kind: 'record', message: `The simulated store has no ${kind} with id ${id}.` })
}
