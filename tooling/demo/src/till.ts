import type { SimulatedShop } from '@cartograph/simulators'

/** The merchant as its till in town knows it: what is sold, given back and known there, and the whole catalogue. */
export function tillOf(shop: SimulatedShop): SimulatedShop {
  return {
    ...shop,
    orders: () => atTill(shop.orders()),
    refunds: () => atTill(shop.refunds()),
    customers: () => atTill(shop.customers()),
  }
}

function* atTill<Item extends { readonly storeId: 'web' | 'till' }>(
  items: Iterable<Item>,
): Iterable<Item> {
  for (const item of items) if (item.storeId === 'till') yield item
}
