import type { OrderFact } from '../facts/order-fact.ts'
import { historyOf, type History } from '../metrics/history.ts'
import { gapsUpTo, lapseDays } from '../metrics/lapse.ts'
import { median, whole } from '../metrics/statistics.ts'
import { buyerValues, orderValues } from './customer-values.ts'
import type { SegmentItem, SegmentValue, SegmentWorld } from './evaluate.ts'
import type { Linked } from '../../segments/index.ts'
import { inParts } from './in-parts.ts'
import { productValues } from './product-values.ts'
import type { EventFact, SegmentSource } from './source.ts'

/** All customers, orders and products as segments see them, with what leads from one to the other. */
export function segmentWorld(source: SegmentSource): SegmentWorld {
  const { asOf } = source
  const orders = source.facts.orders.filter(({ day }) => day <= asOf)
  const history = historyOf(orders)
  const eventsOf = Map.groupBy(
    source.events.filter(({ day }) => day <= asOf),
    ({ customer }) => customer,
  )
  const customerItems = new Map<string, SegmentItem>()
  const orderItems = new Map<string, SegmentItem>()
  const productItems = new Map<string, SegmentItem>()
  const ordersOf = Map.groupBy(
    orders.flatMap((order) => productsIn(order).map((product) => ({ order, product }))),
    ({ product }) => product,
  )
  const troubles = paymentTroubles(source)
  for (const order of orders) {
    const values = {
      ...orderValues(order, history.placeOf(order), source),
      failed_payments: troubles.failed.get(order.id) ?? 0,
      disputes: troubles.disputed.get(order.id) ?? 0,
    }
    const linked = (to: Linked) =>
      to === 'customer'
        ? found(customerItems, [order.customer])
        : found(productItems, productsIn(order))
    orderItems.set(order.id, { id: order.id, values: inParts(values), linked })
  }
  for (const [id, values] of customerValues(source, history)) {
    const own = history.byCustomer.get(id) ?? []
    const events = (eventsOf.get(id) ?? []).map((event) => eventItem(event, asOf))
    const linked = (to: Linked) => {
      if (to === 'event') return events
      return to === 'order'
        ? found(
            orderItems,
            own.map((order) => order.id),
          )
        : found(productItems, [...new Set(own.flatMap(productsIn))])
    }
    customerItems.set(id, { id, values: inParts(values), linked })
  }
  for (const [id, values] of productValues({ ...source, facts: { ...source.facts, orders } })) {
    const own = (ordersOf.get(id) ?? []).map(({ order }) => order)
    const linked = (to: Linked) =>
      to === 'order'
        ? found(
            orderItems,
            own.map((order) => order.id),
          )
        : found(customerItems, [...new Set(own.map(({ customer }) => customer))])
    productItems.set(id, { id, values: inParts(values), linked })
  }
  const customers = [...history.byCustomer.values()]
  return {
    items: {
      customer: [...customerItems.values()],
      order: [...orderItems.values()],
      product: [...productItems.values()],
    },
    constants: {
      lapse_days: lapseDays(gapsUpTo(customers, asOf)),
      first_to_second_days: median(
        customers.flatMap(([first, second]) =>
          first === undefined || second === undefined ? [] : whole(second.day - first.day),
        ),
      ),
    },
  }
}

function eventItem(
  { id, customer: _customer, day, ...event }: EventFact,
  asOf: number,
): SegmentItem {
  return { id, values: inParts({ ...event, days_ago: asOf - day }), linked: () => [] }
}

function found(
  items: ReadonlyMap<string, SegmentItem>,
  ids: readonly string[],
): readonly SegmentItem[] {
  return ids.flatMap((id) => items.get(id) ?? [])
}

function productsIn({ lines }: OrderFact): readonly string[] {
  return [...new Set(lines.flatMap(({ product }) => product ?? []))]
}

function countOne(counts: Map<string, number>, order: string | undefined): void {
  if (order !== undefined) counts.set(order, (counts.get(order) ?? 0) + 1)
}

function paymentTroubles({ facts }: SegmentSource) {
  const failed = new Map<string, number>()
  const disputed = new Map<string, number>()
  for (const { hasFailed, order } of facts.payments) if (hasFailed) countOne(failed, order)
  for (const { order } of facts.disputes) countOne(disputed, order)
  return { failed, disputed }
}

/** Of those who bought, and of those who are known and did not. */
function customerValues(
  source: SegmentSource,
  history: History,
): ReadonlyMap<string, Readonly<Record<string, SegmentValue>>> {
  const { asOf, facts, persons, subscriptions } = source
  const known = new Map(persons.map((person) => [person.id, person]))
  const carts = Map.groupBy(
    facts.carts.filter(({ day }) => day <= asOf && day > asOf - 30),
    ({ customer }) => customer,
  )
  const agreements = Map.groupBy(
    subscriptions.filter(({ from }) => from <= asOf),
    ({ customer }) => customer,
  )
  const ids = new Set([...history.byCustomer.keys(), ...known.keys()])
  return new Map(
    [...ids].map((id) => {
      const person = known.get(id)
      const own = agreements.get(id) ?? []
      const ended = own.flatMap(({ until }) =>
        until !== undefined && until <= asOf ? asOf - until : [],
      )
      const values = {
        ...buyerValues(history.byCustomer.get(id) ?? [], source),
        registered_days_ago: person?.since === undefined ? undefined : asOf - person.since,
        abandoned_30: carts.get(id)?.length ?? 0,
        subscriptions_active: own.length - ended.length,
        subscription_ended_days_ago: ended.length === 0 ? undefined : Math.min(...ended),
        language: person?.language,
        tags: person?.tags,
      }
      return [id, values] as const
    }),
  )
}
