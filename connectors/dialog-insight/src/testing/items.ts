import type { Key, SinkItem } from '@cartograph/core'
import { writtenItem } from '@cartograph/testkit/reading'

export function gone<Item extends object>(
  key: Key,
  last: Item,
  more: { readonly remoteId?: string } = {},
): SinkItem<Item> {
  return {
    op: 'delete',
    key,
    idempotencyKey: `gone ${String(key)}`,
    cause: 'live',
    references: {},
    because: 'removed',
    last,
    ...more,
  }
}

export function contactOf(email: string, fields: Readonly<Record<string, string>> = {}) {
  return writtenItem(email.toLowerCase(), { key: { EMail: email }, fields })
}
