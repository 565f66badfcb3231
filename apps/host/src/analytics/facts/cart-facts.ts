import type { Cart, Order } from '@cartograph/core'
import type { Day } from '../calendar/day.ts'
import type { StoreClock } from '../calendar/store-clock.ts'
import { amount, storeOf } from './row-amounts.ts'

/** A cart or checkout that was left without an order although there is somebody to write to. */
export interface CartFact {
  readonly id: string
  readonly store: string
  readonly customer: string | undefined
  readonly at: number
  readonly day: Day
  /** Undefined where the cart does not say. */
  readonly currency: string | undefined
  readonly amount: bigint
  /** Whether the vendor says that it became an order later. */
  readonly isRecovered: boolean
}

export interface CartSource {
  readonly clock: StoreClock
  readonly customer: string | undefined
  /** Now, in epoch milliseconds. */
  readonly now: number
}

/** Who has not ordered an hour after touching a cart has left it. */
export const patienceMs = 3_600_000

export function cartFact(cart: Cart, source: CartSource): CartFact | undefined {
  const at = Date.parse(cart.updatedAt ?? cart.createdAt)
  const isLeft =
    cart.status === 'abandoned' ||
    cart.status === 'expired' ||
    cart.status === 'recovered' ||
    (cart.status === 'open' && source.now - at >= patienceMs)
  if (!isLeft || !hasContact(cart)) return undefined
  return leftCart(cart, source, {
    at,
    amount: amount(cart.total),
    isRecovered: cart.status === 'recovered',
  })
}

/** Some shops know no carts: there an order that was begun and never paid is one. */
export function checkoutFact(order: Order, source: CartSource): CartFact | undefined {
  const at = Date.parse(order.placedAt)
  const isLeft = order.status === 'pending' || order.status === 'draft'
  if (!isLeft || source.now - at < patienceMs || !hasContact(order)) return undefined
  return leftCart(order, source, { at, amount: amount(order.total), isRecovered: false })
}

function leftCart(
  row: Cart | Order,
  { clock, customer }: CartSource,
  { at, ...left }: Pick<CartFact, 'at' | 'amount' | 'isRecovered'>,
): CartFact {
  return {
    id: row.id,
    store: storeOf(row),
    customer,
    at,
    day: clock(at).day,
    currency: row.currency ?? undefined,
    ...left,
  }
}

function hasContact({ email, phone, customerId }: Cart | Order): boolean {
  return [email, phone, customerId].some((contact) => contact !== undefined && contact !== null)
}
