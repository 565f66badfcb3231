import type { SinkItem } from '@cartograph/core'
import type { RecordItem } from '../record-item.ts'
import type { SubscriberItem } from '../subscriber-item.ts'
import { keyOf } from '../identity.ts'

type Written<Item extends object> = Extract<SinkItem<Item>, { readonly op: 'write' }>
type More = Partial<Pick<Written<object>, 'cause' | 'remoteId' | 'references'>>

export function subscriberOf(item: SubscriberItem, more: More = {}): Written<SubscriberItem> {
  const key = keyOf({ email: item.email ?? undefined, phone: item.phone ?? undefined })
  return written(key, item, more)
}

/** An order of Anna’s, or of whom is named. */
export function orderOf(
  key: string,
  given: Partial<RecordItem> = {},
  more: More = {},
): Written<RecordItem> {
  const item = { key, email: 'anna@shop.example', values: { total_gross: '898.00' }, ...given }
  return written(key, item, more)
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

export function deletionOf(
  key: string,
  because: 'removed' | 'excluded' | 'erased' = 'removed',
): SinkItem<SubscriberItem> {
  return {
    op: 'delete',
    key: [key],
    idempotencyKey: `gone ${key}`,
    cause: 'live',
    references: {},
    because,
  }
}
