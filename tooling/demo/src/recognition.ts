/** A payment as it is in the store. Amounts are minor units. */
export interface StoredPayment {
  readonly id: string
  readonly status: string
  readonly currency: string
  readonly amount: number
  readonly refundedAmount?: number | null
  readonly extra?: { readonly orderNumber?: string | null }
}

/** An order as it is in the store. */
export interface StoredOrder {
  readonly id: string
  readonly number: string
  readonly currency: string
  readonly total: number
  readonly refundedTotal?: number | null
}

export interface Pair {
  readonly payment: StoredPayment
  readonly order: StoredOrder
}

export interface Recognition {
  /** A payment and the order whose number it tells; an order that was tried to be paid twice stands in two. */
  readonly pairs: readonly Pair[]
  /** Payments of orders that are not there. */
  readonly orderless: readonly StoredPayment[]
  /** Payments that tell no number: subscriptions, payment links. */
  readonly nameless: readonly StoredPayment[]
  /** Orders that no payment names: paid by transfer or in cash, or not yet. */
  readonly unpaid: readonly StoredOrder[]
}

/** Finds out which payments and orders are one sale, by the number of the order alone. */
export function recognise(
  payments: readonly StoredPayment[],
  orders: readonly StoredOrder[],
): Recognition {
  const byNumber = new Map(orders.map((order) => [order.number, order]))
  const pairs: Pair[] = []
  const orderless: StoredPayment[] = []
  const nameless: StoredPayment[] = []
  for (const payment of payments) {
    const number = payment.extra?.orderNumber ?? undefined
    const order = number === undefined ? undefined : byNumber.get(number)
    if (order !== undefined) pairs.push({ payment, order })
    else if (number !== undefined) orderless.push(payment)
    else nameless.push(payment)
  }
  const named = new Set(pairs.map(({ order }) => order.id))
  return { pairs, orderless, nameless, unpaid: orders.filter(({ id }) => !named.has(id)) }
}

/** Whether the two say the same about the money: what was paid, and what of it was given back. */
export function isSettled({ payment, order }: Pair): boolean {
  return (
    payment.currency === order.currency &&
    payment.amount === order.total &&
    (payment.refundedAmount ?? 0) === (order.refundedTotal ?? 0)
  )
}
