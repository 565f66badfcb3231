import type { ShopChange } from '../../shop/journal.ts'
import type { ShopOrder, ShopRefund } from '../../shop/order.ts'
import type { SimulatedShop } from '../../shop/shop.ts'
import { itemCount } from '../orders/order-items.ts'
import type { OrderEntry } from '../orders/order.ts'
import { secondOf, shopContent, statusOf, userIdOf } from '../orders/shop-order.ts'
import { shopRefunds } from '../orders/shop-refund.ts'
import type { Store } from '../store/store.ts'
import { feedCatalogue } from './shop-catalogue.ts'
import { couponFeed } from './shop-coupons.ts'
import { putCustomer } from './shop-customers.ts'

/** Follows a shop: what its journal says has happened, happens in the store. */
export interface ShopFeed {
  catchUp(): void
}

/** Takes over a shop's products, customers, coupons, web orders and refunds. What is sold at its till the store never sees. */
export function feedShop(store: Store, shop: SimulatedShop, seed: number): ShopFeed {
  const catalogue = feedCatalogue(store, shop)
  const coupons = couponFeed(store)
  const orderIds = new Map<string, number>()
  const refundIds = new Map<string, number>()
  let sequence = 0

  store.readContent('shop', (entry) => {
    const order = entry.content.from === 'shop' ? shop.order(entry.content.shopId) : undefined
    if (order === undefined) throw new Error(`The shop has no order for ${entry.id} any more.`)
    const numbers = { ...catalogue, coupon: coupons.id }
    const { pricesIncludeTax } = store
    return shopContent(order, { ...entry, seed, pricesIncludeTax, numbers })
  })

  /** The order's number, unless it was changed or deleted by hand: then it does not follow the shop any more. */
  const putOrder = (order: ShopOrder): number | undefined => {
    const known = orderIds.get(order.id)
    const id = known ?? store.nextId('post')
    orderIds.set(order.id, id)
    const before = store.orders.get(id)
    if (known !== undefined && before?.content.from !== 'shop') return undefined
    const itemsFrom = before?.itemsFrom ?? store.nextId('item', itemCount(order.lines.length))
    const status = statusOf(order)
    const entry: OrderEntry = {
      id,
      createdAt: secondOf(order.placedAt),
      modifiedAt: Math.max(before?.modifiedAt ?? 0, secondOf(order.updatedAt)),
      status,
      customerId: userIdOf(order.customerId),
      content: { from: 'shop', shopId: order.id },
      itemsFrom,
      refundIds: before?.refundIds ?? [],
      // What lies in the trash stays there.
      ...(before?.trashed !== undefined && {
        status: 'trash',
        trashed: { ...before.trashed, status },
      }),
    }
    coupons.note(order, entry)
    store.orders.put(entry)
    if (order.refunded > 0) putRefunds(entry, shop.refundsOf(order.id))
    return id
  }

  const putRefunds = (entry: OrderEntry, refunds: readonly ShopRefund[]) => {
    const fresh = shopRefunds(store.contentOf(entry), refunds)
    for (const { shopId, ...refund } of fresh) {
      if (refundIds.has(shopId)) continue
      const id = store.nextId('post')
      refundIds.set(shopId, id)
      const itemsFrom = store.nextId('item', itemCount(refund.lines.length))
      store.refunds.put({ ...refund, id, orderId: entry.id, itemsFrom })
    }
    const ids = refunds.flatMap(({ id }) => refundIds.get(id) ?? [])
    store.orders.put({ ...entry, refundIds: ids })
  }

  const removeOrder = (shopId: string) => {
    const id = orderIds.get(shopId)
    if (id === undefined) return
    for (const refundId of store.orders.get(id)?.refundIds ?? []) store.refunds.remove(refundId)
    store.orders.remove(id)
  }

  for (const customer of shop.customers()) {
    if (customer.storeId === 'web') putCustomer(store, customer, true)
  }
  for (const order of shop.orders()) if (order.storeId === 'web') putOrder(order)
  coupons.settle()
  sequence = shop.changesSince(0).at(-1)?.sequence ?? 0

  const follow = ({ entity, id: shopId, operation }: ShopChange) => {
    if (entity === 'product') {
      catalogue.refresh(shopId)
      store.fire({ resource: 'product', event: 'updated', id: catalogue.product(shopId) })
    } else if (entity === 'customer') {
      const customer = shop.customer(shopId)
      if (customer?.storeId !== 'web') return
      const id = putCustomer(store, customer, operation === 'created')
      store.fire({ resource: 'customer', event: operation, id })
    } else if (entity === 'refund' && operation === 'created') {
      // The refund R100017-1 is the first one of the order W100017.
      const id = orderIds.get(`W${shopId.slice(1).split('-')[0]}`)
      if (id === undefined) return
      store.fire({ resource: 'action', event: 'woocommerce_order_refunded', id })
    } else if (entity === 'order' && operation === 'deleted') removeOrder(shopId)
    else if (entity === 'order' && shopId.startsWith('W')) {
      // The journal also names orders that were deleted later; of those there is nothing to show any more.
      const order = shop.order(shopId)
      const id = order === undefined ? undefined : putOrder(order)
      if (id !== undefined) store.fire({ resource: 'order', event: operation, id })
    }
  }

  return {
    catchUp() {
      for (const change of shop.changesSince(sequence)) {
        sequence = change.sequence
        follow(change)
      }
      coupons.settle()
    },
  }
}
