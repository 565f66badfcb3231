import * as z from 'zod'
import {
  amount,
  connection,
  currency,
  extra,
  id,
  instant,
  number,
  optional,
  reference,
  references,
  requiredText,
  withCurrency,
} from './fields.ts'

/** A code that takes something off. */
export const coupon = withCurrency(
  z.strictObject({
    id: id('Native id of the coupon.'),
    connection: connection(),
    storeId: reference('store', 'Where it is taken.'),
    code: requiredText('What customers enter.'),
    status: optional(
      z.enum(['scheduled', 'active', 'expired', 'disabled']),
      'Whether it is taken.',
    ),
    kind: optional(z.enum(['percent', 'amount', 'freeShipping', 'other']), 'What it takes off.'),
    percent: number('Hundredths of the price that it takes off: 25 is a quarter.'),
    amount: amount('Fixed amount that it takes off.'),
    currency: currency(),
    minimumTotal: amount('Smallest order that it is taken for.'),
    usageLimit: number('How often it may be used.'),
    usageCount: number('How often it was used.'),
    productIds: references('product', 'What it is limited to.'),
    categoryIds: references('category', 'Categories that it is limited to.'),
    startsAt: instant('From when it is taken.'),
    expiresAt: instant('Until when it is taken.'),
    createdAt: instant('When it was made.'),
    updatedAt: instant('Last change at the vendor.'),
    extra: extra(),
  }),
  ['amount', 'minimumTotal'],
)

export type Coupon = z.infer<typeof coupon>
