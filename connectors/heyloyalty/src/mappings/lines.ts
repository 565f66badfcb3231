import type { Expression } from '@cartograph/core'
import { productIdIn } from '../product-id.ts'
import type { Settings } from '../settings.ts'

/** Lines of an order or a refund as lines of the order history; those of no product are left out. */
export function linesOf(config: Settings, unitPrice: Expression): Expression {
  const id: Expression = { $firstFilled: ['$.variantId', '$.productId'] }
  return {
    $each: { $filter: '$.lines', where: { $not: { $isBlank: id } } },
    as: {
      product_id: productIdIn(config, id),
      product_name: '$.name',
      product_price: { $decimal: priceOfOne(unitPrice), currency: '$row.currency' },
      amount: { $number: '$.quantity' },
    },
  }
}

/** What was paid for one, after discounts; `otherwise`: where the line tells no sum. */
function priceOfOne(otherwise: Expression): Expression {
  const isTold: Expression = {
    $and: [
      { $not: { $isMissing: '$.total' } },
      { $greater: [{ $coalesce: ['$.quantity', 0] }, 0] },
    ],
  }
  const share: Expression = { $integer: { $round: { $divide: ['$.total', '$.quantity'] } } }
  return { $if: isTold, then: share, else: otherwise }
}
