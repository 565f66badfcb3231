import type { BasketItem, EventItem, PurchaseItem } from '../tracked-item.ts'

export const coid = '6B29FC40-CA47-4067-B31D-00DD010662DA'
export const email = 'anna@example.dk'
export const at = '2026-03-02T09:00:00.000Z'

export function visitOf(given: Partial<EventItem> = {}): EventItem {
  return { key: 'e1', at, event: 'visit', productId: 'm57500_Red', cookieId: coid, ...given }
}

export function basketOf(given: Partial<BasketItem> = {}): BasketItem {
  return {
    key: 'shop:bk-778',
    at,
    basketId: 'bk-778',
    products: ['m57500_Red', 'k100'],
    email,
    ...given,
  }
}

export function purchaseOf(given: Partial<PurchaseItem> = {}): PurchaseItem {
  return {
    key: 'shop:100234/1',
    at,
    orderId: '100234',
    productId: 'm57500_Red',
    subtotal: '1798.00',
    currency: 'DKK',
    itemPrice: '899.00',
    quantity: 2,
    email,
    ...given,
  }
}
