import { writtenItem, type ItemDetails } from '@cartograph/testkit/reading'
import { keyOf, type MemberItem } from '../member-item.ts'
import type { OrderItem } from '../order-item.ts'

export const yes = { channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' } as const
export const no = { channel: 'email', state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' } as const

/** Anna, who agreed, or whoever is named. */
export function memberItem(given: Partial<MemberItem> = {}, details?: ItemDetails) {
  const item: MemberItem = { email: 'anna@shop.example', consents: [yes], ...given }
  return writtenItem(keyOf(item), item, details)
}

export function orderItem(key: string, given: Partial<OrderItem> = {}) {
  const item: OrderItem = {
    key,
    email: 'anna@shop.example',
    event: 'bought',
    at: '2026-03-02T10:05:00.000Z',
    currency: 'DKK',
    lines: [{ product_id: 'k100', product_name: 'Socks', product_price: '49.00', amount: 2 }],
    ...given,
  }
  return writtenItem(key, item)
}
