import type { Exact } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { historyOf } from './history.ts'
import { gapsOf, gapsUpTo, lapseDays, standingAfter } from './lapse.ts'
import { count, days, money, number, share, type Metric } from './metric.ts'
import { median, ratio, whole } from './statistics.ts'
import { ordersUpTo, type CustomerKind, type Sums, type View } from './view.ts'

function netOf(sums: Sums, kind: CustomerKind): Exact {
  const { gross, discounts, returns } = sums.ofKind(kind).amounts
  return gross.minus(discounts).minus(returns)
}

/** Who buys, for the first time and again. */
export const buyerMetrics: readonly Metric[] = [
  count('customers', 'customers', {
    beside: 'buyers',
    definition:
      'People with at least one order; an order of which nobody knows whose it is counts as somebody’s.',
    isAdditive: false,
    of: (view) => whole(view.buyers().all),
  }),
  count('new_customers', 'customers', {
    beside: 'buyers',
    definition: 'Customers whose first order ever is in the period.',
    isAdditive: false,
    of: (view) => whole(view.buyers().fresh),
  }),
  count('returning_customers', 'customers', {
    beside: 'buyers',
    definition: 'Customers of the period whose first order was before it.',
    isAdditive: false,
    of: (view) => whole(view.buyers().all - view.buyers().fresh),
  }),
  share('returning_customer_rate', {
    beside: 'buyers',
    definition: 'Returning customers divided by customers.',
    of: (view) => {
      const { all, fresh } = view.buyers()
      return ratio(whole(all - fresh), whole(all))
    },
  }),
  count('new_orders', 'orders', {
    beside: 'kinds',
    definition: 'Orders that are the first ever of their customer.',
    of: (view) => view.ofKind('new').counts.orders,
  }),
  count('returning_orders', 'orders', {
    beside: 'kinds',
    definition: 'Orders that are not the first ever of their customer.',
    of: (view) => view.ofKind('returning').counts.orders,
  }),
  money('new_sales', {
    beside: 'kinds',
    definition: 'Net sales of orders that are the first ever of their customer.',
    of: (view) => netOf(view, 'new'),
  }),
  money('returning_sales', {
    beside: 'kinds',
    definition: 'Net sales of orders that are not the first ever of their customer.',
    of: (view) => netOf(view, 'returning'),
  }),
  share('repeat_rate', {
    reads: 'rows',
    definition:
      'Customers with two orders or more up to the end of the period, divided by all customers up to then.',
    clock: 'end',
    of: (view) => repeatRate(ordersUpTo(view)),
  }),
  share('repeat_rate_period', {
    beside: 'buyers',
    definition:
      'Customers with two orders or more in the period, divided by the customers of the period.',
    of: (view) => ratio(whole(view.buyers().repeated), whole(view.buyers().all)),
  }),
  number('orders_per_customer', 'orders a customer', {
    beside: 'buyers',
    definition: 'Orders divided by customers.',
    of: (view) => ratio(view.sales().counts.orders, whole(view.buyers().all)),
  }),
  number('purchase_frequency', 'orders a customer', {
    reads: 'rows',
    definition:
      'Orders of the 365 days up to the end of the period, divided by the customers of these days.',
    clock: 'end',
    of: (view) => {
      const year = ordersUpTo(view).filter(({ day }) => day > view.range.to - 365)
      return ratio(whole(year.length), whole(new Set(year.map(({ customer }) => customer)).size))
    },
  }),
  days('time_between_orders', {
    reads: 'rows',
    definition:
      'Half of the orders that follow another one of the same customer do so within this many days.',
    of: (view) => medianGap(view, () => true),
  }),
  days('time_first_to_second', {
    reads: 'rows',
    definition: 'Half of the second orders come within this many days of the first.',
    of: (view) => medianGap(view, (place) => place === 1),
  }),
  days('time_second_to_third', {
    reads: 'rows',
    definition: 'Half of the third orders come within this many days of the second.',
    of: (view) => medianGap(view, (place) => place === 2),
  }),
  days('lapse_days', {
    reads: 'rows',
    definition:
      'After so many days without an order a customer counts as lost: nine of ten gaps between orders are not longer.',
    clock: 'end',
    of: (view) =>
      whole(lapseDays(gapsUpTo(historyOf(view.facts.orders).byCustomer.values(), view.range.to))),
  }),
  share('customer_churn_rate', {
    reads: 'rows',
    definition:
      'Customers who became lost in the period, divided by those who were not lost at its start.',
    clock: 'end',
    of: churnRate,
  }),
]

function repeatRate(orders: readonly OrderFact[]): Exact | undefined {
  const counts = new Map<string, number>()
  for (const { customer } of orders) counts.set(customer, (counts.get(customer) ?? 0) + 1)
  const repeated = [...counts.values()].filter((many) => many > 1).length
  return ratio(whole(repeated), whole(counts.size))
}

/** The gaps that end in the period, by the place of the order that ends them. */
function medianGap(view: View, isMeant: (place: number) => boolean): Exact | undefined {
  const gaps = view.orders.flatMap((order) => {
    const place = view.history.placeOf(order)
    const before = view.history.byCustomer.get(order.customer)?.[place - 1]
    return before !== undefined && isMeant(place) ? whole(order.day - before.day) : []
  })
  return median(gaps)
}

function churnRate({ facts, range }: View): Exact | undefined {
  const customers = [...historyOf(facts.orders).byCustomer.values()]
  const start = range.from - 1
  const lapse = lapseDays(gapsUpTo(customers, start))
  const before = customers.flatMap((orders) => {
    const last = orders.findLast(({ day }) => day <= start)
    return last !== undefined && standingAfter(start - last.day, lapse) !== 'lost' ? [orders] : []
  })
  const lost = before.filter((orders) => {
    const last = orders.findLast(({ day }) => day <= range.to)
    return last !== undefined && standingAfter(range.to - last.day, lapse) === 'lost'
  })
  return ratio(whole(lost.length), whole(before.length))
}

/** The median gap between the orders of one customer. */
export function medianGapOf(orders: readonly OrderFact[]): Exact | undefined {
  return median(gapsOf(orders).map(whole))
}
