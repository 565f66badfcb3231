import {
  listText,
  type SegmentCustomerTable,
  type SegmentEventTable,
  type SegmentLineTable,
  type SegmentOrderTable,
  type SegmentValues,
} from '../../../store/index.ts'
import { Exact } from '../../currency/rate-table.ts'
import type { OrderFact } from '../../facts/order-fact.ts'
import { sum } from '../../facts/row-amounts.ts'
import { historyOf } from '../../metrics/history.ts'
import type { SegmentItem, SegmentValue } from '../evaluate.ts'
import { numberIn, parts } from '../in-parts.ts'
import type { SegmentSource } from '../source.ts'
import { segmentWorld } from '../world.ts'
import type { Changing } from './next-change.ts'

/** The rows that segments compare, of the customers that a source is about; others are left out. */
export function keptValues(
  source: SegmentSource,
  customers: readonly string[],
  changing: Changing,
): SegmentValues {
  const { asOf } = source
  const page = new Set(customers)
  const world = segmentWorld(source)
  const orders = source.facts.orders.filter(({ day }) => day <= asOf)
  const history = historyOf(orders)
  const before = new Map(
    [...history.byCustomer.values()].flatMap((own) =>
      own.map((order, index) => [order.id, own[index - 1]] as const),
    ),
  )
  const items = new Map(world.items.order.map((item) => [item.id, item]))
  return {
    customers: world.items.customer
      .filter(({ id }) => page.has(id))
      .map((item) => customerRow(item, asOf, changing)),
    orders: orders.flatMap((order) => {
      const item = items.get(order.id)
      return item === undefined ? [] : [orderRow(order, item, before.get(order.id))]
    }),
    lines: orders.flatMap(linesOf),
    events: source.events.map(
      ({ quantity, channel, campaign, product, ...event }): Omit<SegmentEventTable, 'org'> => ({
        ...event,
        channel: channel ?? null,
        campaign: campaign ?? null,
        product: product ?? null,
        quantity: quantity === undefined ? null : parts(rounded(quantity)),
      }),
    ),
  }
}

function customerRow(
  { id, values }: SegmentItem,
  asOf: number,
  changing: Changing,
): Omit<SegmentCustomerTable, 'org'> {
  const number = (name: string) => numberIn(values[name])
  const count = (name: string) => number(name) ?? 0
  const day = (name: string) => {
    const ago = values[name]
    return typeof ago === 'number' ? asOf - ago : null
  }
  return {
    id,
    orders: count('orders'),
    orders_365: count('orders_365'),
    last_day: day('days_since_last'),
    first_day: day('days_since_first'),
    spend: number('spend'),
    aov: number('aov'),
    median_gap: number('median_gap'),
    previous_gap: number('previous_gap'),
    discounted_orders: number('discounted_orders'),
    discounted_share: number('discounted_share'),
    refunded_share: number('refunded_share'),
    account_orders: number('account_orders'),
    stores: number('stores'),
    registered_day: day('registered_days_ago'),
    abandoned_30: count('abandoned_30'),
    subscriptions_active: count('subscriptions_active'),
    subscription_ended_day: day('subscription_ended_days_ago'),
    country: textIn(values['country']),
    language: textIn(values['language']),
    tags: textIn(values['tags']),
    due_day: changing.dayOf(id) ?? null,
    due_at: changing.instantOf(id) ?? null,
  }
}

function orderRow(
  { id, customer, day, store }: OrderFact,
  { values }: SegmentItem,
  before: OrderFact | undefined,
): Omit<SegmentOrderTable, 'org'> {
  const number = (name: string) => numberIn(values[name])
  const count = (name: string) => number(name) ?? 0
  return {
    id,
    customer,
    day,
    place: count('place'),
    gap: before === undefined ? null : day - before.day,
    total: number('total'),
    net: number('net'),
    discounts: count('discounts'),
    refunded: count('refunded'),
    fully_refunded: values['fully_refunded'] === true ? 1 : 0,
    products: count('products'),
    store,
    channel: textIn(values['channel']),
    country: textIn(values['country']),
    shipping_country: textIn(values['shipping_country']),
    store_country: textIn(values['store_country']),
    payment_method: textIn(values['payment_method']),
    coupons: textIn(values['coupons']) ?? '',
    failed_payments: count('failed_payments'),
    disputes: count('disputes'),
  }
}

/** One line for each product of an order. */
function linesOf(order: OrderFact): readonly Omit<SegmentLineTable, 'org'>[] {
  const products = new Set(order.lines.flatMap(({ product }) => product ?? []))
  const back = order.refunds.flatMap(({ lines }) => lines)
  return [...products].map((product) => {
    const own = order.lines.filter((line) => line.product === product)
    return {
      order_id: order.id,
      product,
      customer: order.customer,
      day: order.day,
      at: order.at,
      name: own.findLast(({ name }) => name !== undefined)?.name ?? null,
      units: Number(sum(own, ({ quantity }) => quantity)),
      back: Number(
        sum(
          back.filter((line) => line.product === product),
          ({ quantity }) => quantity,
        ),
      ),
    }
  })
}

function rounded(quantity: number): Exact {
  return new Exact(quantity).toDecimalPlaces(4)
}

function textIn(value: SegmentValue): string | null {
  if (Array.isArray(value)) return listText(value as readonly string[])
  return typeof value === 'string' ? value : null
}
