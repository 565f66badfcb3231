import type { OrderFact } from '../facts/order-fact.ts'

/** The counted orders of each customer in the order of time. */
export interface History {
  readonly byCustomer: ReadonlyMap<string, readonly OrderFact[]>
  /** 0 is the customer's first order. */
  readonly placeOf: (order: OrderFact) => number
}

export function historyOf(orders: Iterable<OrderFact>): History {
  const grouped = new Map<string, OrderFact[]>()
  for (const order of orders) {
    const own = grouped.get(order.customer)
    if (own === undefined) grouped.set(order.customer, [order])
    else own.push(order)
  }
  const places = new Map<string, number>()
  const byCustomer = new Map<string, readonly OrderFact[]>()
  for (const [customer, own] of grouped) {
    const sorted = own.toSorted(byTime)
    byCustomer.set(customer, sorted)
    for (const [place, order] of sorted.entries()) places.set(order.id, place)
  }
  return { byCustomer, placeOf: ({ id }) => places.get(id) ?? 0 }
}

/** Orders of the same instant stand in the order of their ids, so that every answer is the same each time. */
export function byTime(one: OrderFact, other: OrderFact): number {
  return one.at - other.at || (one.id < other.id ? -1 : 1)
}
