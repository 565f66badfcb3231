import type { Cart, Order } from '@cartograph/core'
import type { Day } from '../../calendar/day.ts'
import { cartLeftAt, checkoutLeftAt } from '../../facts/cart-facts.ts'
import type { SegmentSource } from '../source.ts'
import type { GatheredRows } from './gather-rows.ts'
import type { KeptScene } from './kept-scene.ts'

/** When values of customers change next although no row does. */
export interface Changing {
  readonly dayOf: (customer: string) => Day | undefined
  readonly instantOf: (customer: string) => number | undefined
}

/** A rate that was missing is there some days later; until then the last one before it is used. */
const provisionalDays = 7

/**
 * The first day and the first instant after now at which a value of a customer is another one: a window ends, something that is
 * dated later begins to count, a cart is left. Days since something need none of it; they are counted from their day.
 */
export function nextChanges(
  source: SegmentSource,
  rows: GatheredRows,
  { asOf, now, currency }: KeptScene,
): Changing {
  const days = new Map<string, Day>()
  const instants = new Map<string, number>()
  const note = (customer: string | undefined, ...candidates: readonly Day[]) => {
    for (const day of candidates)
      if (customer !== undefined && day > asOf) least(days, customer, day)
  }
  for (const order of source.facts.orders) {
    note(order.customer, order.day, order.day + 365, ...order.refunds.map(({ day }) => day))
    const lastDay = Math.max(order.day, ...order.refunds.map(({ day }) => day))
    if (order.currency !== currency && lastDay > asOf - provisionalDays)
      note(order.customer, asOf + 1)
  }
  for (const { customer, day } of source.facts.carts) note(customer, day, day + 30)
  for (const { customer, from, until } of source.subscriptions) note(customer, from, until ?? asOf)
  const leaving = [
    ...(rows.get('cart') ?? []).map(({ customer, row }) => ({
      customer,
      leftAt: cartLeftAt(row as unknown as Cart),
    })),
    ...(rows.get('order') ?? []).map(({ customer, row }) => ({
      customer,
      leftAt: checkoutLeftAt(row as unknown as Order),
    })),
  ]
  for (const { customer, leftAt = now } of leaving)
    if (leftAt > now) least(instants, customer, leftAt)
  return { dayOf: (id) => days.get(id), instantOf: (id) => instants.get(id) }
}

function least(known: Map<string, number>, name: string, value: number): void {
  known.set(name, Math.min(known.get(name) ?? value, value))
}
