import type { SinkItem } from '@cartograph/core'
import type { CustomerItem } from '../customer-item.ts'
import type { EventItem } from '../event-item.ts'

type Written<Item extends object> = Extract<SinkItem<Item>, { readonly op: 'write' }>
type More = Partial<Pick<Written<object>, 'cause' | 'remoteId' | 'references' | 'previousKey'>>

/** Giulia, or whoever is named. */
export function customerOf(
  given: Partial<CustomerItem> = {},
  more: More = {},
): Written<CustomerItem> {
  const item: CustomerItem = {
    externalId: 'shop:1042',
    base: { firstName: 'Giulia', contacts: { email: 'giulia@example.com' } },
    ...given,
  }
  return written(item.externalId, item, more)
}

/** An order of Giulia’s. */
export function orderOf(given: Partial<EventItem> = {}, more: More = {}): Written<EventItem> {
  const item: EventItem = {
    key: 'order/shop:1001',
    type: 'completedOrder',
    context: 'ECOMMERCE',
    at: '2026-10-24T14:03:11.000Z',
    customer: { externalId: 'shop:1042' },
    properties: { orderId: 'shop:1001', type: 'sale', amount: { total: 146.45 } },
    ...given,
  }
  return written(item.key, item, more)
}

export function deletionOf(
  key: string,
  because: 'removed' | 'excluded' | 'erased' = 'removed',
): SinkItem<CustomerItem> {
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
