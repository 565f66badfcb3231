import type { ShopOrder, ShopRefund } from '../../shop/order.ts'
import type { ShopCustomer } from '../../shop/people.ts'
import type { SimulatedShop } from '../../shop/shop.ts'
import { itemCount } from '../orders/order-items.ts'
import type { OrderEntry } from '../orders/order.ts'
import { secondOf, shopContent, statusOf, userIdOf } from '../orders/shop-order.ts'
import { shopRefunds } from '../orders/shop-refund.ts'
import type { Document, Store } from '../store/store.ts'
import { feedCatalogue } from './shop-catalogue.ts'

/** Follows a shop: what its journal says has happened, happens in the store. */
export interface ShopFeed {
  catchUp(): void
}

/** Takes over a shop's products, customers, coupons, web orders and refunds. What is sold at its till the store never sees. */
export function feedShop(store: Store, shop: SimulatedShop, seed: number): ShopFeed {
  const catalogue = feedCatalogue(store, shop)
  const coupons = new Map<string, number>()
  const orderIds = new Map<string, number>()
  const refundIds = new Map<string, number>()
  let sequence = 0

  store.readContent('shop', (entry) => {
    const order = entry.content.from === 'shop' ? shop.order(entry.content.shopId) : undefined
    if (order === undefined) throw new Error(`The shop has no order for ${entry.id} any more.`)
    const numbers = { ...catalogue, coupon: (code: string) => coupons.get(code) ?? 0 }
    const { pricesIncludeTax } = store
    return shopContent(order, { ...entry, seed, pricesIncludeTax, numbers })
  })

  const putOrder = (order: ShopOrder) => {
    const known = orderIds.get(order.id)
    const id = known ?? store.nextId('post')
    orderIds.set(order.id, id)
    const before = store.orders.get(id)
    if (known !== undefined && before?.content.from !== 'shop') return
    if (order.coupon !== undefined) putCoupon(order.coupon.toLowerCase(), order.placedAt)
    const itemsFrom = before?.itemsFrom ?? store.nextId('item', itemCount(order.lines.length))
    const entry: OrderEntry = {
      id,
      createdAt: secondOf(order.placedAt),
      modifiedAt: Math.max(before?.modifiedAt ?? 0, secondOf(order.updatedAt)),
      status: statusOf(order),
      customerId: userIdOf(order.customerId),
      content: { from: 'shop', shopId: order.id },
      itemsFrom,
      refundIds: before?.refundIds ?? [],
    }
    store.orders.put(entry)
    if (order.refunded > 0) putRefunds(entry, shop.refundsOf(order.id))
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

  const putCoupon = (code: string, at: number) => {
    if (coupons.has(code)) return
    const id = store.nextId('post')
    coupons.set(code, id)
    const [, amount = '0'] = /(\d+)$/u.exec(code) ?? []
    const time = secondOf(at)
    store.documents.coupons.put({
      id,
      createdAt: time,
      modifiedAt: time,
      status: 'publish',
      parent: 0,
      fields: { code, amount: `${amount}.00`, discount_type: 'percent' },
    })
  }

  const removeOrder = (shopId: string) => {
    const id = orderIds.get(shopId)
    if (id === undefined) return
    for (const refundId of store.orders.get(id)?.refundIds ?? []) store.refunds.remove(refundId)
    store.orders.remove(id)
  }

  const putCustomer = (customer: ShopCustomer) => {
    store.documents.customers.put(customerDocument(customer))
  }

  for (const customer of shop.customers()) {
    if (customer.storeId === 'web') putCustomer(customer)
  }
  for (const order of shop.orders()) if (order.storeId === 'web') putOrder(order)
  sequence = shop.changesSince(0).at(-1)?.sequence ?? 0

  return {
    catchUp() {
      for (const change of shop.changesSince(sequence)) {
        sequence = change.sequence
        if (change.entity === 'product') {
          catalogue.refresh(change.id)
          store.fire({ resource: 'product', event: 'updated', id: catalogue.product(change.id) })
          continue
        }
        if (change.entity === 'customer') {
          const customer = shop.customer(change.id)
          if (customer?.storeId !== 'web') continue
          putCustomer(customer)
          const id = userIdOf(customer.id)
          store.fire({ resource: 'customer', event: change.operation, id })
          continue
        }
        if (change.entity !== 'order' || !change.id.startsWith('W')) continue
        if (change.operation === 'deleted') {
          removeOrder(change.id)
          continue
        }
        // The journal names an order that was deleted later; then there is nothing to show any more.
        const order = shop.order(change.id)
        if (order === undefined) continue
        putOrder(order)
        const id = orderIds.get(order.id) ?? 0
        store.fire({ resource: 'order', event: change.operation, id })
      }
    },
  }
}

function customerDocument(customer: ShopCustomer): Document {
  const email = customer.email.trim()
  const address = {
    first_name: customer.firstName,
    last_name: customer.lastName,
    company: '',
    address_1: customer.street,
    address_2: '',
    city: customer.town,
    postcode: customer.postcode,
    country: customer.country,
    state: '',
  }
  const { firstName, lastName, phone } = customer
  return {
    id: userIdOf(customer.id),
    createdAt: secondOf(customer.createdAt),
    modifiedAt: secondOf(customer.updatedAt),
    status: 'customer',
    parent: 0,
    fields: {
      email,
      first_name: firstName,
      last_name: lastName,
      username: email.split('@')[0] ?? '',
      billing: { ...address, email, phone },
      shipping: { ...address, phone },
    },
  }
}
