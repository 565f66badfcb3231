import type { Exact } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { isIn } from '../calendar/range.ts'
import { historyOf } from './history.ts'
import { gapsOf, gapsUpTo, lapseDays, standingAfter } from './lapse.ts'
import { count, days, money, number, share, type Metric } from './metric.ts'
import { median, ratio, whole } from './statistics.ts'
import { orderCells, totalsOf } from './totals.ts'
import { ordersUpTo, type View } from './view.ts'

interface Buyers {
  readonly all: number
  readonly fresh: number
}

function buyersOf({ orders, history, range }: View): Buyers {
  const customers = new Set(orders.map(({ customer }) => customer))
  let fresh = 0
  for (const customer of customers) {
    const first = history.byCustomer.get(customer)?.[0]
    if (first !== undefined && isIn(range, first.day)) fresh += 1
  }
  return { all: customers.size, fresh }
}

function firstOrders({ orders, history }: View): readonly OrderFact[] {
  return orders.filter((order) => history.placeOf(order) === 0)
}

function laterOrders({ orders, history }: View): readonly OrderFact[] {
  return orders.filter((order) => history.placeOf(order) > 0)
}

function netOf(view: View, orders: readonly OrderFact[]): Exact {
  const { gross, discounts, returns } = totalsOf(orderCells(orders), view.factor).amounts
  return gross.minus(discounts).minus(returns)
}

/** Who buys, for the first time and again. */
export const buyerMetrics: readonly Metric[] = [
  count('customers', 'customers', {
    definition:
      'People with at least one order; an order of which nobody knows whose it is counts as somebody’s.',
    isAdditive: false,
    of: (view) => whole(buyersOf(view).all),
  }),
  count('new_customers', 'customers', {
    definition: 'Customers whose first order ever is in the period.',
    isAdditive: false,
    of: (view) => whole(buyersOf(view).fresh),
  }),
  count('returning_customers', 'customers', {
    definition: 'Customers of the period whose first order was before it.',
    isAdditive: false,
    of: (view) => whole(buyersOf(view).all - buyersOf(view).fresh),
  }),
  share('returning_customer_rate', {
    definition: 'Returning customers divided by customers.',
    of: (view) => {
      const { all, fresh } = buyersOf(view)
      return ratio(whole(all - fresh), whole(all))
    },
  }),
  count('new_orders', 'orders', {
    definition: 'Orders that are the first ever of their customer.',
    of: (view) => whole(firstOrders(view).length),
  }),
  count('returning_orders', 'orders', {
    definition: 'Orders that are not the first ever of their customer.',
    of: (view) => whole(laterOrders(view).length),
  }),
  money('new_sales', {
    definition: 'Net sales of orders that are the first ever of their customer.',
    of: (view) => netOf(view, firstOrders(view)),
  }),
  money('returning_sales', {
    definition: 'Net sales of orders that are not the first ever of their customer.',
    of: (view) => netOf(view, laterOrders(view)),
  }),
  share('repeat_rate', {
    definition:
      'Customers with two orders or more up to the end of the period, divided by all customers up to then.',
    clock: 'end',
    of: (view) => repeatRate(ordersUpTo(view)),
  }),
  share('repeat_rate_period', {
    definition:
      'Customers with two orders or more in the period, divided by the customers of the period.',
    of: (view) => repeatRate(view.orders),
  }),
  number('orders_per_customer', 'orders a customer', {
    definition: 'Orders divided by customers.',
    of: (view) => ratio(whole(view.orders.length), whole(buyersOf(view).all)),
  }),
  number('purchase_frequency', 'orders a customer', {
    definition:
      'Orders of the 365 days up to the end of the period, divided by the customers of these days.',
    clock: 'end',
    of: (view) => {
      const year = ordersUpTo(view).filter(({ day }) => day > view.range.to - 365)
      return ratio(whole(year.length), whole(new Set(year.map(({ customer }) => customer)).size))
    },
  }),
  days('time_between_orders', {
    definition:
      'Half of the orders that follow another one of the same customer do so within this many days.',
    of: (view) => medianGap(view, () => true),
  }),
  days('time_first_to_second', {
    definition: 'Half of the second orders come within this many days of the first.',
    of: (view) => medianGap(view, (place) => place === 1),
  }),
  days('time_second_to_third', {
    definition: 'Half of the third orders come within this many days of the second.',
    of: (view) => medianGap(view, (place) => place === 2),
  }),
  days('lapse_days', {
    definition:
      'After so many days without an order a customer counts as lost: nine of ten gaps between orders are not longer.',
    clock: 'end',
    of: (view) =>
      whole(lapseDays(gapsUpTo(historyOf(view.facts.orders).byCustomer.values(), view.range.to))),
  }),
  share('customer_churn_rate', {
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
