import type { Touch } from './touch.ts'

/** Which link counts where several led to an order. */
export const attributionModels = ['last', 'first'] as const
export type AttributionModel = (typeof attributionModels)[number]

/** The order that is attributed. */
export interface AttributedOrder {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
}

/**
 * The one link that led to an order, of all that its customer followed: the first or the last one of the window that ends with the
 * order. Undefined where there is none.
 *
 * What the shop says of the visit in which the order was placed is the last one: nothing can come between. A link that was
 * followed after the order, or before the window, never counts. Of several at the same instant the name of the row decides.
 */
export function chosenTouch(
  model: AttributionModel,
  order: AttributedOrder,
  touches: readonly Touch[],
  windowMs: number,
): Touch | undefined {
  const within = touches
    .filter(({ at }) => at <= order.at && at >= order.at - windowMs)
    .toSorted(inTime)
  if (model === 'first') return within[0]
  return within.find((touch) => isOwn(touch, order)) ?? within.at(-1)
}

function isOwn({ entity, id }: Touch, order: AttributedOrder): boolean {
  return entity === 'order' && id === order.id
}

function inTime(one: Touch, other: Touch): number {
  return one.at - other.at || compared(one.entity, other.entity) || compared(one.id, other.id)
}

function compared(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
