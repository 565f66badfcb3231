import type { Mapping } from '@cartograph/core'
import { priced } from './catalogue.ts'
import { filled, instant, storeId } from './expressions.ts'

const isPercent = { $equals: ['$.discount_type', 'percent'] }
const kinds = { percent: 'percent', fixed_cart: 'amount', fixed_product: 'amount' }
const statuses = { publish: 'active', future: 'scheduled' }

/** A code that takes something off. Whether it has expired shows its date: a mapping knows no today. */
export const coupon: Mapping = {
  id: 'woocommerce-coupon',
  from: { connector: 'woocommerce', stream: 'coupons' },
  to: { entity: 'coupon' },
  when: { $notEquals: ['$.status', 'trash'] },
  fields: {
    id: { $string: '$.id' },
    storeId,
    code: '$.code',
    status: { $case: { $coalesce: ['$.status', 'publish'] }, of: statuses, else: 'disabled' },
    kind: {
      $if: { $and: [{ $equals: ['$.free_shipping', true] }, { $lessOrEqual: ['$.amount', 0] }] },
      then: 'freeShipping',
      else: { $case: '$.discount_type', of: kinds, else: 'other' },
    },
    percent: { $if: isPercent, then: { $number: '$.amount' } },
    amount: { $if: { $not: isPercent }, then: priced('$.amount') },
    currency: filled('$.shop_currency'),
    // 0 is no minimum.
    minimumTotal: {
      $if: { $greater: ['$.minimum_amount', 0] },
      then: priced('$.minimum_amount'),
    },
    usageLimit: '$.usage_limit',
    usageCount: '$.usage_count',
    productIds: { $each: '$.product_ids', as: { $string: '$' } },
    categoryIds: { $each: '$.product_categories', as: { $string: '$' } },
    expiresAt: instant('$.date_expires_gmt'),
    createdAt: instant('$.date_created_gmt'),
    updatedAt: instant('$.date_modified_gmt'),
    extra: {
      type: '$.discount_type',
      freeShipping: '$.free_shipping',
      description: filled('$.description'),
    },
  },
}
