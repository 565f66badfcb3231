import type { Store } from '../store/store.ts'
import { itemCount } from './order-items.ts'
import type { OrderEntry } from './order.ts'
import { restOf } from './refund-pieces.ts'
import type { RefundEntry, RefundLine } from './refund.ts'

export interface RefundInput {
  /** Hundredths, positive. */
  readonly amount: number
  readonly reason?: string
  readonly lines?: readonly RefundLine[]
  /** The order's date stays, and nobody is told. */
  readonly isSilent?: boolean
}

export interface RefundChanges {
  /** `undefined` if more is asked for than is left. */
  create(order: OrderEntry, input: RefundInput): RefundEntry | undefined
  remove(refund: RefundEntry): void
}

/**
 * Refunds move their order's modified date when they are made, and do not when they are deleted. Some payment plugins make
 * them without moving it.
 *
 * @see https://github.com/woocommerce/woocommerce/issues/26532 (read 2026-11-22)
 * @see https://github.com/woocommerce/woocommerce-paypal-payments/issues/1125 (read 2026-11-22)
 */
export function refundChanges(store: Store): RefundChanges {
  return {
    create(order, { amount, reason = '', lines = [], isSilent = false }) {
      const left = restOf(store, order)
      const content = store.contentOf(order)
      if (amount <= 0 || amount > left) return undefined
      const now = store.now()
      const refund: RefundEntry = {
        id: store.nextId('post'),
        createdAt: now,
        modifiedAt: now,
        orderId: order.id,
        amount,
        reason,
        full: amount === left && order.refundIds.length === 0,
        lines,
        itemsFrom: store.nextId('item', itemCount(lines.length)),
      }
      store.refunds.put(refund)
      store.orders.put({
        ...order,
        modifiedAt: isSilent ? order.modifiedAt : now,
        status: amount === left ? 'refunded' : order.status,
        refundIds: [...order.refundIds, refund.id],
        // From now on it is the merchant's, and follows no shop.
        content: { from: 'hand', content },
      })
      if (isSilent) return refund
      store.fire({ resource: 'order', event: 'updated', id: order.id })
      store.fire({ resource: 'action', event: 'woocommerce_order_refunded', id: order.id })
      return refund
    },
    remove(refund) {
      store.refunds.remove(refund.id)
      const order = store.orders.get(refund.orderId)
      if (order === undefined) return
      const refundIds = order.refundIds.filter((id) => id !== refund.id)
      const content = store.contentOf(order)
      store.orders.put({ ...order, refundIds, content: { from: 'hand', content } })
    },
  }
}
