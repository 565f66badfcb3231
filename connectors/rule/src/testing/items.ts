import { writtenItem, type ItemDetails } from '@cartograph/testkit/reading'
import type { RecordItem } from '../record-item.ts'
import type { SubscriberItem } from '../subscriber-item.ts'
import { keyOf } from '../identity.ts'

export function subscriberOf(item: SubscriberItem, details?: ItemDetails) {
  const key = keyOf({ email: item.email ?? undefined, phone: item.phone ?? undefined })
  return writtenItem(key, item, details)
}

/** An order of Anna’s, or of whom is named. */
export function orderOf(key: string, given: Partial<RecordItem> = {}, details?: ItemDetails) {
  const item: RecordItem = {
    key,
    email: 'anna@shop.example',
    values: { total_gross: '898.00' },
    ...given,
  }
  return writtenItem(key, item, details)
}
