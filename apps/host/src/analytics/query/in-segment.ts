import type { OrderFact } from '../facts/order-fact.ts'
import type { Facts } from '../metrics/view.ts'
import type { Resource } from '../../segments/index.ts'

/** The members of a segment. */
export interface Membership {
  readonly resource: Resource
  readonly members: ReadonlySet<string>
}

/** The facts of the orders of a segment: those of its customers, those with its products, or the orders themselves. */
export function inSegment(facts: Facts, { resource, members }: Membership): Facts {
  const orders = facts.orders.filter((order) => isOfSegment({ resource, members }, order))
  const known = new Set(orders.map(({ id }) => id))
  const isKnown = ({ order }: { readonly order: string | undefined }) => known.has(order ?? '')
  return {
    orders,
    payments: facts.payments.filter(isKnown),
    disputes: facts.disputes.filter(isKnown),
    // A cart has a customer, and is no order; a refund whose order nobody can name is of no segment.
    carts:
      resource === 'customer'
        ? facts.carts.filter(({ customer }) => members.has(customer ?? ''))
        : [],
    loose: [],
  }
}

/** Whether an order is of a segment: by its customer, by what was bought, or by itself. */
export function isOfSegment({ resource, members }: Membership, order: OrderFact): boolean {
  const isMeant: Readonly<Record<Resource, () => boolean>> = {
    customer: () => members.has(order.customer),
    order: () => members.has(order.id),
    product: () => order.lines.some(({ product }) => members.has(product ?? '')),
  }
  return isMeant[resource]()
}
