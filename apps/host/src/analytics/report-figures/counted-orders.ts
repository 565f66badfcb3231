import type { OrderFact } from '../facts/order-fact.ts'
import { historyOf } from '../metrics/history.ts'
import { fulfilsAll, type KnownFilter } from '../query/filters.ts'
import { isOfSegment, type Membership } from '../query/in-segment.ts'
import { everyOrder } from '../reports/collector.ts'

/** Which orders of a customer count; undefined: none of them does. */
export type CountedOrders = (
  own: readonly OrderFact[],
) => ((order: OrderFact) => boolean) | undefined

/** The orders that are in all segments and fulfil all filters. Which order of its customer one is, all orders say. */
export function countedOrders(
  segments: readonly Membership[],
  filters: readonly KnownFilter[],
): CountedOrders {
  const [ofCustomers, others] = [
    segments.filter(({ resource }) => resource === 'customer'),
    segments.filter(({ resource }) => resource !== 'customer'),
  ]
  return (own) => {
    const [first] = own
    if (first === undefined || !isMemberOf(ofCustomers, first.customer)) return undefined
    if (others.length === 0 && filters.length === 0) return everyOrder
    const history = historyOf(own)
    return (order) =>
      others.every((segment) => isOfSegment(segment, order)) &&
      fulfilsAll(filters, ({ of }) => of(order, history))
  }
}

/** Whether a customer is in all segments of customers. */
export function isMemberOf(segments: readonly Membership[], customer: string): boolean {
  return segments.every(({ members }) => members.has(customer))
}
