import type { Key, SinkItem } from '@cartograph/core'

type Written<Item extends object> = Extract<SinkItem<Item>, { readonly op: 'write' }>
type More = Partial<Pick<Written<object>, 'remoteId' | 'references' | 'previousKey'>>

export function written<Item extends object>(
  key: string | Key,
  item: Item,
  more: More = {},
): Written<Item> {
  return {
    op: 'write',
    key: typeof key === 'string' ? [key] : key,
    idempotencyKey: `id ${String(key)}`,
    cause: 'live',
    references: {},
    item,
    ...more,
  }
}

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
  return written(email.toLowerCase(), { key: { EMail: email }, fields })
}
