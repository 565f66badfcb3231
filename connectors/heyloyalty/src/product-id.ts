import type { Expression } from '@cartograph/core'
import type { Settings } from './settings.ts'

/** A product's id as shop pages, feed, orders and triggers share it. */
export function productIdOf({ productIds }: Pick<Settings, 'productIds'>, id: string): string {
  return productIds === 'whole' ? id : id.slice(id.indexOf(':') + 1)
}

/** The same, in a mapping. */
export function productIdIn(
  { productIds }: Pick<Settings, 'productIds'>,
  id: Expression,
): Expression {
  return productIds === 'whole'
    ? id
    : { $join: { $slice: { $split: id, at: ':' }, from: 1 }, with: ':' }
}
