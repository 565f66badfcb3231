import { dayMs, hourMs, minuteMs } from './durations.ts'
import { draws, subject } from './random.ts'
import type { ShopStore } from './stores.ts'

/** Something that happens to an order. */
export type OrderEvent = { readonly at: number } & (
  | { readonly kind: 'placed' | 'heldForTransfer' | 'paid' | 'fulfilled' | 'cancelled' | 'failed' }
  /** Line by position; a quantity of zero takes it off the order. */
  | { readonly kind: 'edited'; readonly line: number; readonly quantity: number }
  /** All that is left, or one piece of the line at this position. */
  | { readonly kind: 'refunded'; readonly line: number | 'all'; readonly reason: string }
  | { readonly kind: 'deleted' }
)

/** After this long nothing of its own accord happens to an order, a cart or a new customer any more. */
export const planHorizonMs = 60 * dayMs

const reasons = ['Does not fit', 'Arrived broken', 'Too late', 'Changed my mind; "sorry"'] as const

/**
 * The life of an order, in the order of time.
 *
 * @param deletesAfter nothing is deleted up to here, so that a shop starts with as many orders as were asked for.
 */
export function planOf(options: {
  readonly seed: number
  readonly index: number
  readonly storeId: ShopStore['id']
  readonly placedAt: number
  readonly deletesAfter: number
}): readonly OrderEvent[] {
  const { seed, index, placedAt } = options
  const draw = draws(seed, subject.plan, index)
  const events = options.storeId === 'web' ? webPlan(placedAt, draw) : tillPlan(placedAt, draw)
  const deletedAt = placedAt + draw.between(5 * 24, 55 * 24) * hourMs
  if (draw.chance(0.003) && deletedAt > options.deletesAfter) {
    events.push({ kind: 'deleted', at: deletedAt })
  }
  return events.toSorted((one, other) => one.at - other.at)
}

type Draws = ReturnType<typeof draws>

function webPlan(placedAt: number, draw: Draws): OrderEvent[] {
  const events: OrderEvent[] = [{ kind: 'placed', at: placedAt }]
  const fate = draw.unit()
  if (fate < 0.02) return [...events, { kind: 'failed', at: placedAt + 15 * minuteMs }]
  if (fate < 0.04) return [...events, { kind: 'cancelled', at: placedAt + 7 * dayMs }]

  let paidAt = placedAt + draw.between(5, 600) * 1_000
  if (fate < 0.07) {
    events.push({ kind: 'heldForTransfer', at: placedAt + minuteMs })
    paidAt = placedAt + draw.between(20, 72) * hourMs
  }
  const fulfilledAt = paidAt + draw.between(6, 72) * hourMs
  events.push({ kind: 'paid', at: paidAt }, { kind: 'fulfilled', at: fulfilledAt })
  if (draw.chance(0.03)) {
    const quantity = draw.pick([0, 1, 2, 3])
    events.push({
      kind: 'edited',
      at: paidAt + draw.between(1, 5 * 60) * minuteMs,
      line: draw.below(4),
      quantity,
    })
  }
  if (draw.chance(0.07)) events.push(...refunds(fulfilledAt, draw))
  return events
}

function tillPlan(placedAt: number, draw: Draws): OrderEvent[] {
  const at = placedAt
  const events: OrderEvent[] = [
    { kind: 'placed', at },
    { kind: 'paid', at },
    { kind: 'fulfilled', at },
  ]
  if (draw.chance(0.03)) events.push(...refunds(at, draw))
  return events
}

function refunds(fulfilledAt: number, draw: Draws): OrderEvent[] {
  const reason = draw.pick(reasons)
  const at = fulfilledAt + draw.between(2 * 24, 35 * 24) * hourMs
  if (draw.chance(0.6)) return [{ kind: 'refunded', at, line: 'all', reason }]
  const first: OrderEvent = { kind: 'refunded', at, line: draw.below(4), reason }
  if (!draw.chance(0.15)) return [first]
  return [first, { ...first, at: at + 2 * dayMs, line: draw.below(4) }]
}
