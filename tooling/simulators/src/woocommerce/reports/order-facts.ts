import { orderTotals } from '../orders/order-totals.ts'
import type { OrderEntry } from '../orders/order.ts'
import { refundTax, type RefundEntry } from '../orders/refund.ts'
import type { Store } from '../store/store.ts'

/** What analytics keep of an order, and of a refund with negative amounts. Amounts are floating-point numbers of any currency. */
export interface OrderFacts {
  readonly orderId: number
  /** The order of a refund, else 0. */
  readonly parentId: number
  readonly at: number
  readonly createdAt: number
  readonly status: string
  /** A user's number, or a guest's address in lower case. */
  readonly customer: string
  readonly currency: string
  readonly total: number
  readonly net: number
  readonly tax: number
  readonly shipping: number
  readonly coupons: number
  readonly couponCodes: readonly string[]
  readonly items: readonly {
    readonly productId: number
    readonly quantity: number
    readonly net: number
  }[]
}

/** Orders that analytics leave out. */
const leftOut: ReadonlySet<string> = new Set([
  'pending',
  'failed',
  'cancelled',
  'trash',
  'checkout-draft',
  'auto-draft',
])

/**
 * Facts of all orders that count and of their refunds, by the date on which they were paid.
 *
 * Entries are never changed, so what was found out about one stays true and is kept.
 */
export function factsReader(store: Store, lagMs: () => number): () => readonly OrderFacts[] {
  const known = new WeakMap<OrderEntry, readonly OrderFacts[]>()
  return () => {
    const until = store.now() - lagMs()
    return store.orders.sorted('id').flatMap((entry) => {
      if (entry.modifiedAt > until) return []
      const facts = known.get(entry) ?? factsOf(store, entry)
      known.set(entry, facts)
      return facts
    })
  }
}

export function sumOf(facts: readonly OrderFacts[], of: (fact: OrderFacts) => number): number {
  let sum = 0
  for (const fact of facts) sum += of(fact)
  return sum
}

function factsOf(store: Store, entry: OrderEntry): readonly OrderFacts[] {
  if (leftOut.has(entry.status)) return []
  const content = store.contentOf(entry)
  if (content.paidAt === undefined) return []
  const totals = orderTotals(content)
  const shared = {
    status: entry.status,
    customer:
      entry.customerId === 0 ? content.billing.email.toLowerCase() : String(entry.customerId),
    currency: content.currency,
  }
  const order: OrderFacts = {
    ...shared,
    orderId: entry.id,
    parentId: 0,
    at: content.paidAt,
    createdAt: entry.createdAt,
    total: totals.total / 100,
    net: (totals.total - totals.totalTax - totals.shipping) / 100,
    tax: totals.totalTax / 100,
    shipping: totals.shipping / 100,
    coupons: totals.discount / 100,
    couponCodes: content.couponLines.map(({ code }) => code),
    items: content.lines.map(({ productId, quantity, total }) => ({
      productId,
      quantity,
      net: total / 100,
    })),
  }
  const productOf = new Map(content.lines.map(({ id, productId }) => [id, productId]))
  const refunds = entry.refundIds.flatMap((id) => {
    const refund = store.refunds.get(id)
    return refund === undefined ? [] : [{ ...shared, ...refundFacts(refund, productOf) }]
  })
  return [order, ...refunds]
}

function refundFacts(
  refund: RefundEntry,
  productOf: ReadonlyMap<number, number>,
): Omit<OrderFacts, 'status' | 'customer' | 'currency'> {
  const tax = refundTax(refund)
  const shipping = refund.shipping?.total ?? 0
  return {
    orderId: refund.id,
    parentId: refund.orderId,
    at: refund.createdAt,
    createdAt: refund.createdAt,
    total: -refund.amount / 100,
    net: -(refund.amount - tax - shipping) / 100,
    tax: -tax / 100,
    shipping: -shipping / 100,
    coupons: 0,
    couponCodes: [],
    items: refund.lines.map(({ itemId, quantity, total }) => ({
      productId: productOf.get(itemId) ?? 0,
      quantity: -quantity,
      net: -total / 100,
    })),
  }
}
