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
}

interface NowSource extends CartSource {
  /** Now, in epoch milliseconds. */
  readonly now: number
}

/** Who has not ordered an hour after touching a cart has left it. */
const patienceMs = 3_600_000

export function cartFact(cart: Cart, source: NowSource): CartFact | undefined {
  return leftBy(source.now, leavingCart(cart, source))
}

/** Some shops know no carts: there an order that was begun and never paid is one. */
export function checkoutFact(order: Order, source: NowSource): CartFact | undefined {
  return leftBy(source.now, leavingCheckout(order, source))
}

/** A cart that counts as left from `leftAt` on. */
export interface LeavingCart extends CartFact {
  readonly leftAt: number
}

function leftBy(now: number, cart: LeavingCart | undefined): CartFact | undefined {
  if (cart === undefined || cart.leftAt > now) return undefined
  const { leftAt: _, ...fact } = cart
  return fact
}

/** What becomes of a cart unless it is bought; undefined where it was, or there is nobody to write to. */
export function leavingCart(cart: Cart, source: CartSource): LeavingCart | undefined {
  const at = touchedAt(cart)
  const leftAt = cartLeftAt(cart)
  if (leftAt === undefined || !hasContact(cart)) return undefined
  const isRecovered = cart.status === 'recovered'
  return leaving(cart, source, { at, leftAt, amount: amount(cart.total), isRecovered })
}

/** From when on a cart is left; undefined where it was bought. */
export function cartLeftAt(cart: Cart): number | undefined {
  const { status } = cart
  if (status === 'open') return touchedAt(cart) + patienceMs
  const isLeft = status === 'abandoned' || status === 'expired' || status === 'recovered'
  return isLeft ? touchedAt(cart) : undefined
}

function touchedAt({ updatedAt, createdAt }: Cart): number {
  return Date.parse(updatedAt ?? createdAt)
}

export function leavingCheckout(order: Order, source: CartSource): LeavingCart | undefined {
  const at = Date.parse(order.placedAt)
  const leftAt = checkoutLeftAt(order)
  if (leftAt === undefined || !hasContact(order)) return undefined
  return leaving(order, source, { at, leftAt, amount: amount(order.total), isRecovered: false })
}

/** From when on an order that was begun is left; undefined where it was paid, or called off. */
export function checkoutLeftAt({ status, placedAt }: Order): number | undefined {
  return status === 'pending' || status === 'draft' ? Date.parse(placedAt) + patienceMs : undefined
}

function leaving(
  row: Cart | Order,
  { clock, customer }: CartSource,
  { at, ...left }: Pick<LeavingCart, 'at' | 'leftAt' | 'amount' | 'isRecovered'>,
): LeavingCart {
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
