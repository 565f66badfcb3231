import { dayMs, hourMs, minuteMs } from '../shop/durations.ts'
import { draws, type Draws } from '../shop/random.ts'

/** Somebody who fills a cart and leaves it, or not. All instants are epoch milliseconds. */
export interface Visitor {
  readonly id: string
  readonly cart: string
  /** Undefined: nobody knows who it is. */
  readonly email: string | undefined
  readonly currency: 'EUR' | 'DKK'
  /** Minor units. */
  readonly total: number
  readonly begunAt: number
  /** When the cart was touched, the first time included. */
  readonly touches: readonly number[]
  /** What lies in it can no longer be bought. */
  readonly isSoldOut: boolean
  readonly hasAgreed: boolean
  readonly unsubscribesAt: number | undefined
  readonly emptiesAt: number | undefined
  readonly purchase: VisitorPurchase | undefined
}

export interface VisitorPurchase {
  readonly order: string
  readonly at: number
  /** A till tells nothing of the cart. */
  readonly where: 'shop' | 'till'
  /** Minor units. */
  readonly total: number
  /** What is given back later, if anything. */
  readonly refund: { readonly at: number; readonly total: number } | undefined
}

export interface VisitorsOptions {
  readonly seed: number
  readonly count: number
  readonly startAt: number
  readonly days: number
}

/** Apart from the subjects of the shop. */
const subject = 101

/** Visitors over some days, in the order of their numbers. The same seed gives the same ones, and each by itself. */
export function visitors({ seed, count, startAt, days }: VisitorsOptions): readonly Visitor[] {
  return Array.from({ length: count }, (_, index) =>
    visitor(draws(seed, subject, index), index, { startAt, days }),
  )
}

function visitor(
  draw: Draws,
  index: number,
  { startAt, days }: Pick<VisitorsOptions, 'startAt' | 'days'>,
): Visitor {
  const number = String(index + 1).padStart(6, '0')
  const begunAt = startAt + draw.below(days * dayMs)
  const touches = [begunAt]
  if (draw.chance(0.4)) touches.push(begunAt + draw.between(1, 50) * minuteMs)
  // Some come back to what they left.
  if (draw.chance(0.1)) touches.push((touches.at(-1) ?? begunAt) + draw.between(2, 40) * hourMs)
  const lastAt = touches.at(-1) ?? begunAt
  const total = draw.chance(0.02) ? -draw.between(1, 5000) : draw.between(100, 200_000)
  return {
    id: `visitor-${number}`,
    cart: `shop:cart-${number}`,
    email: draw.chance(0.9) ? `visitor-${number}@shop.example` : undefined,
    currency: draw.chance(0.5) ? 'EUR' : 'DKK',
    total,
    begunAt,
    touches,
    isSoldOut: draw.chance(0.03),
    hasAgreed: draw.chance(0.8),
    unsubscribesAt: draw.chance(0.08) ? lastAt + draw.below(3 * dayMs) : undefined,
    emptiesAt: draw.chance(0.05) ? lastAt + draw.below(2 * dayMs) : undefined,
    purchase: draw.chance(0.45) ? purchaseOf(draw, number, lastAt) : undefined,
  }
}

function purchaseOf(draw: Draws, number: string, lastAt: number): VisitorPurchase {
  const where = draw.chance(0.8) ? 'shop' : 'till'
  // Half of them at once, the others when they have thought about it.
  const at = lastAt + (draw.chance(0.5) ? draw.below(55 * minuteMs) : draw.below(4 * dayMs))
  const total = draw.between(100, 200_000)
  const refund = draw.chance(0.15)
    ? { at: at + draw.below(2 * dayMs), total: draw.between(1, total) }
    : undefined
  return { order: `${where}:order-${number}`, at, where, total, refund }
}
