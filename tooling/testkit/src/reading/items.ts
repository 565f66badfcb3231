import type { Key, SinkItem } from '@cartograph/core'

type Written<Item extends object> = Extract<SinkItem<Item>, { readonly op: 'write' }>
type Deleted<Item extends object> = Extract<SinkItem<Item>, { readonly op: 'delete' }>

/** What else a sink may be told of an item. */
export type ItemDetails = Partial<
  Pick<Written<object>, 'idempotencyKey' | 'cause' | 'remoteId' | 'references' | 'previousKey'>
>

/** An item as a sink is given it to write; live, and without a remote id and references where nothing else is said. */
export function writtenItem<Item extends object>(
  key: string | Key,
  item: Item,
  details: ItemDetails = {},
): Written<Item> {
  return {
    op: 'write',
    key: typeof key === 'string' ? [key] : key,
    idempotencyKey: `id ${String(key)}`,
    cause: 'live',
    references: {},
    item,
    ...details,
  }
}

/** An item as a sink is given it to delete: why, and as what it was written last where that is known. */
export function deletedItem<Item extends object = never>(
  key: string | Key,
  because: Deleted<Item>['because'] = 'removed',
  last?: Item,
): Deleted<Item> {
  return {
    op: 'delete',
    key: typeof key === 'string' ? [key] : key,
    idempotencyKey: `gone ${String(key)}`,
    cause: 'live',
    references: {},
    because,
    ...(last !== undefined && { last }),
  }
}
