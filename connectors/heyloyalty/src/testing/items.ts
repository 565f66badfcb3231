import type { SinkItem } from '@cartograph/core'
import { keyOf, type MemberItem } from '../member-item.ts'
import type { OrderItem } from '../order-item.ts'

type Written<Item extends object> = Extract<SinkItem<Item>, { readonly op: 'write' }>
type More = Partial<Pick<SinkItem, 'remoteId' | 'cause'>>

export const yes = { channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' } as const
export const no = { channel: 'email', state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' } as const

/** Anna, who agreed, or whoever is named. */
export function memberItem(given: Partial<MemberItem> = {}, more: More = {}): Written<MemberItem> {
  const item = { email: 'anna@shop.example', consents: [yes], ...given }
  return written(keyOf(item), item, more)
}

export function orderItem(key: string, given: Partial<OrderItem> = {}): Written<OrderItem> {
  const item: OrderItem = {
    key,
    email: 'anna@shop.example',
    event: 'bought',
    at: '2026-03-02T10:05:00.000Z',
    currency: 'DKK',
    lines: [{ product_id: 'k100', product_name: 'Socks', product_price: '49.00', amount: 2 }],
    ...given,
  }
  return written(key, item, {})
}

export function deletionOf(
  key: string,
  because: 'removed' | 'excluded' | 'erased' = 'removed',
): SinkItem<MemberItem> {
  return {
    op: 'delete',
    key: [key],
    idempotencyKey: `gone ${key}`,
    cause: 'live',
    references: {},
    because,
  }
}

function written<Item extends object>(key: string, item: Item, more: More): Written<Item> {
  return {
    op: 'write',
    key: [key],
    idempotencyKey: `id ${key}`,
    cause: 'live',
    references: {},
    item,
    ...more,
  }
}
