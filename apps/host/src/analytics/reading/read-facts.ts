import type {
  Cart,
  Customer,
  Dispute,
  Event,
  JsonObject,
  Order,
  Payment,
  Product,
  Profile,
  Refund,
  Store as Shop,
  Subscription,
  Variant,
} from '@cartograph/core'
import { rowsAfter, type Store } from '../../store/index.ts'
import { cartFact, checkoutFact } from '../facts/cart-facts.ts'
import { looseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { orderFact } from '../facts/order-facts.ts'
import { disputeFact, paymentFact, withRecoveries } from '../facts/payment-facts.ts'
import { amount, storeOf } from '../facts/row-amounts.ts'
import { storeClock, type StoreClock } from '../calendar/store-clock.ts'
import type { Facts } from '../metrics/view.ts'
import { eventFact } from '../segments/event-fact.ts'
import type { EventFact, KnownPerson, KnownProduct } from '../segments/source.ts'
import { recurringFact, type RecurringFact } from '../subscriptions/recurring.ts'
import { zoneOfStore } from '../cubes/store-zones.ts'
import { readBuyers, type Buyers } from './buyers.ts'
import { saidOf } from './said-of.ts'

export interface ReadOptions {
  /** Zones of connections, for stores that do not say theirs; UTC where neither does. */
  readonly zoneOf?: (connection: string) => string | undefined
  readonly basis?: 'placed' | 'paid'
  readonly now: number
  readonly signal: AbortSignal
  /** Segments ask what happened to customers, figures do not. Default false. */
  readonly withEvents?: boolean
}

/** All that figures and segments are computed from, as the store has it now. */
export interface ReadFacts {
  readonly facts: Facts
  readonly persons: readonly KnownPerson[]
  readonly products: readonly KnownProduct[]
  readonly subscriptions: readonly RecurringFact[]
  readonly events: readonly EventFact[]
  readonly storeCountry: (store: string) => string | undefined
  readonly clockOf: (store: string) => StoreClock
}

/** Rows are read a page at a time, and of each only what figures need is kept. */
const page = 1000

export async function readFacts(store: Store, options: ReadOptions): Promise<ReadFacts> {
  const { now, basis = 'placed' } = options
  const shops = await rowsOf<Shop>(store, 'store', options, (shop) => shop)
  const byId = new Map(shops.map((shop) => [shop.id, shop]))
  const clockOf = (id: string) => {
    return storeClock(zoneOfStore(id, byId.get(id), options.zoneOf))
  }
  const goods = [
    ...(await rowsOf<Product, Goods>(store, 'product', options, goodsOf)),
    ...(await rowsOf<Variant, Goods>(store, 'variant', options, goodsOf)),
  ]
  const costs = costsOf(goods)
  const refunds = Map.groupBy(
    await rowsOf<Refund>(store, 'refund', options, (refund) => refund),
    ({ orderId }) => orderId,
  )
  const guests = await rowsOf<Customer, string>(store, 'customer', options, guestOf)
  const buyers = await readBuyers(store, new Set(guests), {
    events: options.withEvents === true,
  })
  const carts: Facts['carts'][number][] = []
  const orderIds: string[] = []
  const orders = await rowsOf<Order, OrderFact>(store, 'order', options, (order) => {
    orderIds.push(order.id)
    const customer = buyers.of('order', order.id, order)
    const clock = clockOf(storeOf(order))
    const checkout = checkoutFact(order, { clock, customer, now })
    if (checkout !== undefined) carts.push(checkout)
    return orderFact(order, refunds.get(order.id) ?? [], {
      clockOf,
      customer,
      isGuest: buyers.isGuest(order.customerId ?? undefined),
      costOf: (product, currency) => costs.get(`${product} ${currency}`),
      basis,
    })
  })
  const payments = withRecoveries(
    await rowsOf<Payment, Facts['payments'][number]>(store, 'payment', options, (payment) =>
      paymentFact(payment, clockOf(storeOf(payment))),
    ),
  )
  const storeOfPayment = new Map(payments.map(({ id, store: own }) => [id, own]))
  const known = new Set(orderIds)
  const facts: Facts = {
    orders,
    loose: [...refunds].flatMap(([orderId, own]) =>
      known.has(orderId ?? '') ? [] : own.flatMap((row) => looseRefund(row, clockOf) ?? []),
    ),
    payments,
    disputes: await rowsOf<Dispute, Facts['disputes'][number]>(store, 'dispute', options, (row) => {
      const own = storeOfPayment.get(row.paymentId ?? '') ?? row.connection
      return disputeFact(row, clockOf(own), own)
    }),
    carts: [
      ...carts,
      ...(await rowsOf<Cart, Facts['carts'][number]>(store, 'cart', options, (cart) => {
        const customer = buyers.of('cart', cart.id, cart)
        return cartFact(cart, { clock: clockOf(storeOf(cart)), customer, now })
      })),
    ],
  }
  const profiles = new Map(
    await rowsOf<Profile, readonly [string, Profile]>(store, 'profile', options, (profile) => [
      profile.id,
      profile,
    ]),
  )
  return {
    facts,
    persons: buyers.persons.map((person) =>
      Object.assign({}, person, saidOf(profiles.get(person.id))),
    ),
    products: goods.map(({ id, stock }) => ({ id, stock })),
    subscriptions: await readSubscriptions(store, options, { buyers, clockOf }),
    events:
      options.withEvents === true ? await readEvents(store, options, { buyers, clockOf }) : [],
    storeCountry: (id) => byId.get(id)?.country ?? byId.get(id)?.address?.country ?? undefined,
    clockOf,
  }
}

function readSubscriptions(
  store: Store,
  options: ReadOptions,
  { buyers, clockOf }: { readonly buyers: Buyers; readonly clockOf: ReadFacts['clockOf'] },
): Promise<readonly RecurringFact[]> {
  return rowsOf<Subscription, RecurringFact>(store, 'subscription', options, (row) => {
    const customer = buyers.of('subscription', row.id, row) ?? `subscription:${row.id}`
    return recurringFact(row, { clock: clockOf(storeOf(row)), customer })
  })
}

function readEvents(
  store: Store,
  options: ReadOptions,
  { buyers, clockOf }: { readonly buyers: Buyers; readonly clockOf: ReadFacts['clockOf'] },
): Promise<readonly EventFact[]> {
  return rowsOf<Event, EventFact>(store, 'event', options, (row) =>
    eventFact(row, { clock: clockOf(storeOf(row)), customer: buyers.of('event', row.id, row) }),
  )
}

interface Goods {
  readonly id: string
  readonly stock: number | undefined
  readonly currency: string | undefined
  readonly cost: bigint | undefined
}

function guestOf({ id, isGuest }: Customer): string | undefined {
  return isGuest === true ? id : undefined
}

function goodsOf({ id, stock, currency, cost }: Product | Variant): Goods {
  return {
    id,
    stock: stock ?? undefined,
    currency: currency ?? undefined,
    cost: cost === undefined || cost === null ? undefined : amount(cost),
  }
}

function costsOf(goods: readonly Goods[]): ReadonlyMap<string, bigint> {
  return new Map(
    goods.flatMap(({ id, currency, cost }) =>
      currency === undefined || cost === undefined ? [] : [[`${id} ${currency}`, cost] as const],
    ),
  )
}

/** What is kept of every present row of an entity; rows were checked when they were written. */
async function rowsOf<Row, Kept = Row>(
  store: Store,
  entity: string,
  { signal }: ReadOptions,
  keep: (row: Row) => Kept | undefined,
): Promise<readonly Kept[]> {
  const kept: Kept[] = []
  for (let after = ''; ;) {
    signal.throwIfAborted()
    const from = after
    const rows = await store.read((dialect, org) => rowsAfter(dialect, org, entity, from, page))
    for (const { data, deleted } of rows) {
      const fact = deleted ? undefined : keep(JSON.parse(data) as JsonObject as Row)
      if (fact !== undefined) kept.push(fact)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return kept
    after = last.id
  }
}
