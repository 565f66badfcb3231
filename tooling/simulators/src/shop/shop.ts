import { fault } from '@cartograph/core'

import { calendarOf } from './calendar.ts'
import { catalogueOf, type ShopCategory, type ShopProduct } from './catalogue.ts'
import { cartLeadMs, cartsOf, type ShopCart } from './carts.ts'
import { dayMs } from './durations.ts'
import {
  changesBetween,
  changesOfOrder,
  type ShopChange,
  type UnnumberedChange,
} from './journal.ts'
import { livedThrough, type Life } from './life.ts'
import type { ShopOrder, ShopPayment, ShopRefund } from './order.ts'
import { peopleOf, type ShopCustomer } from './people.ts'
import { buyerOf, indexOfOrder, placedOrder, type World } from './placing.ts'
import { planOf, type OrderEvent } from './plan.ts'
import { stores, type ShopStore } from './stores.ts'
import { totalsOf, type ShopTotals } from './totals.ts'

export interface ShopOptions {
  /** A whole number; the same seed and size make the same shop. Default 1. */
  readonly seed?: number
  /** Orders placed before the clock starts. At least 1; default 1 000. */
  readonly orders?: number
  /** Default: one to fifty orders, at least 40 and at most 5 000. */
  readonly products?: number
  /** Where the clock starts, milliseconds since the epoch, rounded down to a day. Default 2026-11-01. */
  readonly startsAt?: number
  /** Days the shop has been open by then. Default 730. */
  readonly days?: number
}

/** A merchant as of the moment its clock shows. Records are made when they are asked for; none is kept. */
export interface SimulatedShop {
  readonly stores: readonly ShopStore[]
  readonly categories: readonly ShopCategory[]
  now(): number
  /** Lets time pass; what happens meanwhile is in the journal. */
  advance(ms: number): void
  /** Changes since the clock started whose sequence is above this one. */
  changesSince(sequence: number): readonly ShopChange[]
  /** In the order in which they were placed. Deleted ones are left out. */
  orders(): Iterable<ShopOrder>
  order(id: string): ShopOrder | undefined
  refunds(): Iterable<ShopRefund>
  refundsOf(orderId: string): readonly ShopRefund[]
  payments(): Iterable<ShopPayment>
  carts(): Iterable<ShopCart>
  customers(): Iterable<ShopCustomer>
  customer(id: string): ShopCustomer | undefined
  products(): Iterable<ShopProduct>
  product(id: string): ShopProduct | undefined
  totals(): ShopTotals
  /** Gives one line of an order another quantity; zero takes the line off. @throws a `record` fault if that is impossible. */
  edit(orderId: string, change: { readonly line: number; readonly quantity: number }): void
  /** Gives one piece of a line back, or all that is left. @throws a `record` fault if nothing is left. */
  refund(orderId: string, what: { readonly line: number | 'all'; readonly reason: string }): void
  /** Deletes an order, its refunds and its payment with it. @throws a `record` fault if there is no such order. */
  remove(orderId: string): void
}

/**
 * Opens a shop that is the same on every machine.
 *
 * A record is a function of the seed, its index and the clock, so a shop of a million orders needs no more memory than a
 * small one. What is done by hand (`edit`, `refund`, `remove`) and the journal are kept.
 */
export function simulatedShop(options: ShopOptions = {}): SimulatedShop {
  const seed = options.seed ?? 1
  const size = options.orders ?? 1_000
  const days = options.days ?? 730
  const startsAt = Math.floor((options.startsAt ?? Date.UTC(2026, 10, 1)) / dayMs) * dayMs
  const openedAt = startsAt - days * dayMs
  if (!Number.isSafeInteger(size) || size < 1) {
    throw fault({
      kind: 'config',
      message: `A simulated shop needs at least one order; ${size} were asked for.`,
    })
  }
  const calendar = calendarOf({ seed, orders: size, openedAt, startsAt })
  const world: World = {
    seed,
    calendar,
    catalogue: catalogueOf({
      seed,
      openedAt,
      size: options.products ?? Math.min(5_000, Math.max(40, Math.ceil(size / 50))),
    }),
    people: peopleOf({ seed, calendar }),
  }
  const journal: ShopChange[] = []
  const byHand = new Map<number, OrderEvent[]>()
  // The last moment of the days before: all orders are placed by then.
  let clock = startsAt - 1

  const lifeOf = (index: number, time: number): Life => {
    const { storeId } = buyerOf(world, index)
    const placedAt = calendar.placedAt(index)
    const plan = planOf({ seed, index, storeId, placedAt, deletesAfter: startsAt })
    const own = byHand.get(index)
    const events =
      own === undefined ? plan : [...plan, ...own].toSorted((one, other) => one.at - other.at)
    return livedThrough(
      placedOrder(world, index),
      events.filter(({ at }) => at <= time),
    )
  }

  const record = (changes: readonly UnnumberedChange[]) => {
    for (const change of changes) journal.push({ sequence: journal.length + 1, ...change })
  }

  const lives = function* (): Iterable<Life> {
    const end = calendar.placedBy(clock)
    for (let index = 0; index < end; index += 1) yield lifeOf(index, clock)
  }

  const find = (id: string): { readonly index: number; readonly life: Life } | undefined => {
    const index = indexOfOrder(id)
    if (index === undefined || index < 0 || index >= calendar.placedBy(clock)) return undefined
    const life = lifeOf(index, clock)
    return life.order?.id === id ? { index, life } : undefined
  }

  const act = (orderId: string, event: OrderEvent) => {
    const found = find(orderId)
    if (found === undefined) throw impossible(orderId, 'there is no such order')
    const { index, life } = found
    const before = byHand.get(index) ?? []
    byHand.set(index, [...before, event])
    const after = lifeOf(index, clock)
    if (after.history.length === life.history.length) {
      byHand.set(index, before)
      throw impossible(orderId, `an order that is ${life.order?.status} cannot be ${event.kind} so`)
    }
    // The event stands last; everything before it is in the journal already.
    const fresh = { ...after, history: after.history.slice(life.history.length) }
    record(changesOfOrder({ before: life, after: fresh, from: Number.NEGATIVE_INFINITY }))
  }

  const customersOf = function* (index: number): Iterable<ShopCustomer> {
    if (world.people.personOf(index) !== index) return
    for (const storeId of ['web', 'till'] as const) {
      const customer = world.people.customer(index, storeId, clock)
      if (customer !== undefined) yield customer
    }
  }

  return {
    stores: [stores.web, stores.till],
    categories: world.catalogue.categories,
    now: () => clock,
    advance(ms) {
      const from = clock
      const to = clock + ms
      record(changesBetween({ world, lifeOf, touched: byHand.keys(), from, to }))
      clock = to
    },
    changesSince: (sequence) => journal.slice(sequence),
    *orders() {
      for (const { order } of lives()) if (order !== undefined) yield order
    },
    order: (id) => find(id)?.life.order,
    *refunds() {
      for (const { refunds } of lives()) yield* refunds
    },
    refundsOf: (id) => find(id)?.life.refunds ?? [],
    *payments() {
      for (const { payment } of lives()) if (payment !== undefined) yield payment
    },
    *carts() {
      const end = calendar.placedBy(clock + cartLeadMs)
      for (let index = 0; index < end; index += 1) yield* cartsOf(world, index, clock)
    },
    *customers() {
      const end = calendar.placedBy(clock)
      for (let index = 0; index < end; index += 1) yield* customersOf(index)
    },
    customer(id) {
      const [, store, digits] = /^([WT])C(\d+)$/u.exec(id) ?? []
      const index = Number(digits) - 1
      if (digits === undefined || index >= calendar.placedBy(clock)) return undefined
      const found = [...customersOf(index)]
      return found.find(({ storeId }) => storeId === (store === 'W' ? 'web' : 'till'))
    },
    *products() {
      for (let index = 0; index < world.catalogue.size; index += 1) {
        yield world.catalogue.product(index, clock)
      }
    },
    product(id) {
      const index = Number(id) - 1_000
      const known = Number.isInteger(index) && index >= 0 && index < world.catalogue.size
      return known ? world.catalogue.product(index, clock) : undefined
    },
    totals() {
      return totalsOf(this.orders(), this.refunds())
    },
    edit: (orderId, change) => act(orderId, { kind: 'edited', at: clock, ...change }),
    refund: (orderId, what) => act(orderId, { kind: 'refunded', at: clock, ...what }),
    remove: (orderId) => act(orderId, { kind: 'deleted', at: clock }),
  }
}

function impossible(orderId: string, why: string) {
  return fault({ kind: 'record', message: `Order ${orderId} was left as it is: ${why}.` })
}
