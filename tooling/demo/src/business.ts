import { dayMs, type ShopChange, type ShopOrder, type SimulatedShop } from '@cartograph/simulators'
import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'

import { tillOf } from './till.ts'
import { webOrders, type WebOrder } from './web-shop.ts'

/** A merchant with a till in town and a web shop, which listens. */
export interface Business {
  readonly shop: SimulatedShop
  readonly store: SimulatedWooCommerce
}

/** How many records of which kind came, changed and went. */
export type Happenings = Readonly<
  Record<
    'newOrders' | 'changedOrders' | 'deletedOrders' | 'newRefunds' | 'takenBackRefunds',
    number
  >
>

/**
 * Two weeks of business: what the shop does by itself, and by hand in both channels an edited order, one with a line taken
 * off and a refund; an order deleted at the till; in the web shop one put in the trash, one deleted for good, and an older
 * refund taken back.
 */
export function liveOn({ shop, store }: Business): Happenings {
  const from = shop.now()
  const before = shop.changesSince(0).length
  const known = webOrders(store)
  const oldRefund = known.find(isPartlyRefunded)?.refunds[0]
  shop.advance(14 * dayMs)
  for (const channel of ['web', 'till'] as const) changeOrders(shop, channel)
  // What goes is from before, so that whoever has read the merchant's data then knows it.
  const removed = [...tillOf(shop).orders()].findLast(
    ({ status, placedAt }) => status === 'fulfilled' && placedAt <= from,
  )
  if (removed !== undefined) shop.remove(removed.id)
  const happened = happenings(shop.changesSince(before))

  const latest = known.at(-1)?.id ?? 0
  const [trashed, forgotten] = webOrders(store)
    .filter((order) => order.id <= latest && isDone(order))
    .toReversed()
  if (trashed !== undefined) store.admin.trashOrder(trashed.id)
  if (forgotten !== undefined) store.admin.deleteOrder(forgotten.id)
  if (oldRefund !== undefined) store.admin.deleteRefund(oldRefund.id)
  const byHand = [trashed, forgotten].filter((order) => order !== undefined).length
  return {
    ...happened,
    deletedOrders: happened.deletedOrders + byHand,
    takenBackRefunds: oldRefund === undefined ? 0 : 1,
  }
}

function changeOrders(shop: SimulatedShop, channel: ShopOrder['storeId']) {
  const [edited, shortened, refunded] = lively(shop, channel)
  if (edited !== undefined) {
    const quantity = (edited.lines[0]?.quantity ?? 0) + 1
    shop.edit(edited.id, { line: 0, quantity })
  }
  if (shortened !== undefined) shop.edit(shortened.id, { line: 1, quantity: 0 })
  if (refunded !== undefined) shop.refund(refunded.id, { line: 0, reason: 'Torn at the seam' })
}

/** Orders that can be changed in every way. */
function lively(shop: SimulatedShop, channel: ShopOrder['storeId']): readonly ShopOrder[] {
  return [...shop.orders()].filter(
    ({ storeId, status, lines }) =>
      storeId === channel && status === 'fulfilled' && lines.length > 1,
  )
}

function isDone({ status, refunds }: WebOrder): boolean {
  return status === 'completed' && refunds.length === 0
}

function isPartlyRefunded({ status, refunds }: WebOrder): boolean {
  return status === 'completed' && refunds.length === 1
}

function happenings(changes: readonly ShopChange[]) {
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
