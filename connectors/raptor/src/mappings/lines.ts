import type { Expression } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { productIdOf } from './ids.ts'

/** What a customer has bought; what was given back entirely has been bought as well. */
export const boughtStatuses = ['paid', 'fulfilled', 'partiallyRefunded', 'refunded']

export function lineProduct(config: Settings): Expression {
  return productIdOf(config, { variant: '$.variantId', product: '$.productId', sku: '$.sku' })
}

/** Lines of goods: no shipping, and nothing that was brought back. */
export function soldLines(config: Settings): Expression {
  return {
    $filter: '$.lines',
    where: {
      $and: [
        { $not: { $isBlank: lineProduct(config) } },
        { $not: { $lessOrEqual: ['$.quantity', 0] } },
        { $not: { $less: ['$.total', 0] } },
      ],
    },
  }
}

/** Minor units. */
const paid: Expression = {
  $if: { $equals: ['$row.pricesIncludeTax', false] },
  then: { $integer: { $add: ['$.total', { $coalesce: ['$.taxTotal', 0] }] } },
  else: '$.total',
}

/** What the customer pays for the line, with the tax. */
export const lineTotal: Expression = { $decimal: paid, currency: '$row.currency' }

/** The same for one. */
export const paidForOne: Expression = {
  $decimal: { $integer: { $round: { $divide: [paid, '$.quantity'] } } },
  currency: '$row.currency',
}

/** What tells a line from all others. */
export const lineKey: Expression = {
  $concat: [
    '$row.id',
    '/',
    { $firstFilled: ['$.id', '$.variantId', '$.productId', '$.sku', '$.name'] },
  ],
}
