import { basketKind, basketOf, type ShopLine } from './basket.ts'
import { hourMs, minuteMs } from './durations.ts'
import { buyerOf, placedOrder, type World } from './placing.ts'
import { draws, subject } from './random.ts'
import type { ShopCurrency } from './stores.ts'

export interface ShopCart {
  readonly id: string
  /** `recovered`: was abandoned, and became an order after all. `converted`: became an order at once. */
  readonly state: 'open' | 'abandoned' | 'recovered' | 'converted'
  readonly createdAt: number
  readonly updatedAt: number
  readonly currency: ShopCurrency
  readonly customerId?: string
  readonly email?: string
  readonly lines: readonly ShopLine[]
  readonly orderId?: string
}

/** Without a change for this long, a cart counts as abandoned. */
const abandonedAfterMs = hourMs

/** At the longest, a cart is begun this much before its order. */
export const cartLeadMs = 48 * hourMs

type Moments = {
  readonly createdAt: number
  readonly touchedAt: number
  readonly orderedAt?: number
}

/** The carts that belong to index `index` of the order sequence, as of `time`: the order's own, and one that is never bought. */
export function cartsOf(world: World, index: number, time: number): readonly ShopCart[] {
  const { person, storeId } = buyerOf(world, index)
  const carts: ShopCart[] = []
  if (storeId === 'web') {
    const moments = ownMoments(world, index)
    const state = stateAt(moments, time)
    if (state !== undefined) {
      const { currency, lines, customerId, email, id } = placedOrder(world, index)
      carts.push({
        id: `C${id.slice(1)}`,
        ...state,
        createdAt: moments.createdAt,
        currency,
        lines,
        ...(customerId !== undefined && { customerId }),
        ...(email !== undefined && { email }),
        ...(moments.orderedAt !== undefined && moments.orderedAt <= time && { orderId: id }),
      })
    }
  }
  const shadow = shadowMoments(world, index)
  const state = shadow === undefined ? undefined : stateAt(shadow, time)
  if (shadow !== undefined && state !== undefined) {
    const basket = basketOf({
      ...world,
      index,
      kind: basketKind.shadow,
      person,
      storeId: 'web',
      time: shadow.createdAt,
    })
    carts.push({
      id: `X${100_001 + index}`,
      ...state,
      createdAt: shadow.createdAt,
      currency: basket.currency,
      lines: basket.lines,
      ...(draws(world.seed, subject.shadowCart, index, 1).chance(0.5) && { email: person.email }),
    })
  }
  return carts
}

/** Moments at which the carts of this index are begun, left and turned into an order, with the cart's id. */
export function cartMoments(
  world: World,
  index: number,
): readonly { readonly id: string; readonly at: number; readonly first: boolean }[] {
  const { storeId } = buyerOf(world, index)
  const shadow = shadowMoments(world, index)
  return [
    ...(storeId === 'web' ? momentsOf(`C${100_001 + index}`, ownMoments(world, index)) : []),
    ...(shadow === undefined ? [] : momentsOf(`X${100_001 + index}`, shadow)),
  ]
}

function momentsOf(id: string, { createdAt, touchedAt, orderedAt }: Moments) {
  const leftAt = touchedAt + abandonedAfterMs
  const left = orderedAt === undefined || leftAt < orderedAt
  return [
    { id, at: createdAt, first: true },
    ...(left ? [{ id, at: leftAt, first: false }] : []),
    ...(orderedAt === undefined ? [] : [{ id, at: orderedAt, first: false }]),
  ]
}

function ownMoments({ seed, calendar }: World, index: number): Moments {
  const draw = draws(seed, subject.cart, index)
  const orderedAt = calendar.placedAt(index)
  const leadMs = draw.chance(0.12)
    ? draw.between(120, cartLeadMs / minuteMs) * minuteMs
    : draw.between(3, 40) * minuteMs
  const createdAt = orderedAt - leadMs
  return { createdAt, touchedAt: createdAt + draw.between(1, 2) * minuteMs, orderedAt }
}

function shadowMoments({ seed, calendar }: World, index: number): Moments | undefined {
  const draw = draws(seed, subject.cart, index, 1)
  if (!draw.chance(0.6)) return undefined
  const createdAt = calendar.placedAt(index) + draw.between(0, 180) * minuteMs
  return { createdAt, touchedAt: createdAt + draw.between(1, 20) * minuteMs }
}

function stateAt(
  { createdAt, touchedAt, orderedAt }: Moments,
  time: number,
): Pick<ShopCart, 'state' | 'updatedAt'> | undefined {
  if (createdAt > time) return undefined
  const leftAt = touchedAt + abandonedAfterMs
  if (orderedAt !== undefined && orderedAt <= time) {
    return { state: leftAt < orderedAt ? 'recovered' : 'converted', updatedAt: orderedAt }
  }
  return leftAt <= time
    ? { state: 'abandoned', updatedAt: leftAt }
    : { state: 'open', updatedAt: createdAt }
}
