import { writtenItem, type ItemDetails } from '@cartograph/testkit/reading'
import type { CustomerItem } from '../customer-item.ts'
import type { EventItem } from '../event-item.ts'

/** Giulia, or whoever is named. */
export function customerOf(given: Partial<CustomerItem> = {}, details?: ItemDetails) {
  const item: CustomerItem = {
    externalId: 'shop:1042',
    base: { firstName: 'Giulia', contacts: { email: 'giulia@example.com' } },
    ...given,
  }
  return writtenItem(item.externalId, item, details)
}

/** An order of Giulia’s. */
export function orderOf(given: Partial<EventItem> = {}, details?: ItemDetails) {
  const item: EventItem = {
    key: 'order/shop:1001',
    type: 'completedOrder',
    context: 'ECOMMERCE',
    at: '2026-10-24T14:03:11.000Z',
    customer: { externalId: 'shop:1042' },
    properties: { orderId: 'shop:1001', type: 'sale', amount: { total: 146.45 } },
    ...given,
  }
  return writtenItem(item.key, item, details)
}
