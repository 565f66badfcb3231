import { dayMs, type ShopChange, type SimulatedShop } from '@cartograph/simulators'

/** How many records of which kind came, changed and went. */
export type Happenings = Readonly<
  Record<'newOrders' | 'changedOrders' | 'deletedOrders' | 'newRefunds', number>
>

/**
 * Two weeks of business: what the shop does by itself, and for certain one edited order, one line taken off, one refund and
 * one deletion.
 */
export function liveOn(shop: SimulatedShop): Happenings {
  const before = shop.changesSince(0).length
  shop.advance(14 * dayMs)
  const lively = [...shop.orders()].filter(
    ({ status, lines }) => status === 'fulfilled' && lines.length > 1,
  )
  const [edited, shortened, refunded, removed] = lively
  if (edited !== undefined) {
    const quantity = (edited.lines[0]?.quantity ?? 0) + 1
    shop.edit(edited.id, { line: 0, quantity })
  }
  if (shortened !== undefined) shop.edit(shortened.id, { line: 1, quantity: 0 })
  if (refunded !== undefined) shop.refund(refunded.id, { line: 0, reason: 'Torn at the seam' })
  if (removed !== undefined) shop.remove(removed.id)
  return happenings(shop.changesSince(before))
}

function happenings(changes: readonly ShopChange[]): Happenings {
  const count = (entity: ShopChange['entity'], operation: ShopChange['operation']) =>
    new Set(
      changes
        .filter((change) => change.entity === entity && change.operation === operation)
        .map(({ id }) => id),
    ).size
  return {
    newOrders: count('order', 'created'),
    changedOrders: count('order', 'updated'),
    deletedOrders: count('order', 'deleted'),
    newRefunds: count('refund', 'created'),
  }
}
