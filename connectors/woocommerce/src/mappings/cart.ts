import type { Mapping } from '@cartograph/core'
import { buyerId, filled, instant, money, reference, storeId } from './expressions.ts'
import { cartStatuses } from './statuses.ts'

/**
 * A check-out that was begun and not paid for: drafts, and orders that wait, failed or were cancelled.
 *
 * Carts before the check-out are in no list of the shop, and drafts are made late or never since WooCommerce 10.8. A cart
 * that is paid for stops being one: its order goes on.
 *
 * @see https://github.com/woocommerce/woocommerce/pull/64155 (read 2026-11-22)
 */
export const cart: Mapping = {
  id: 'woocommerce-cart',
  from: { connector: 'woocommerce', stream: 'orders' },
  to: { entity: 'cart' },
  when: {
    $and: [{ $in: ['$.status', Object.keys(cartStatuses)] }, { $isBlank: '$.date_paid_gmt' }],
  },
  fields: {
    id: { $string: '$.id' },
    storeId,
    customerId: buyerId(),
    orderId: {
      $if: { $notEquals: ['$.status', 'checkout-draft'] },
      then: { $string: '$.id' },
    },
    email: { $email: '$.billing.email' },
    phone: { $phone: filled('$.billing.phone'), country: '$.billing.country' },
    status: { $case: '$.status', of: cartStatuses, else: 'abandoned' },
    currency: '$.currency',
    lines: {
      $each: '$.line_items',
      as: {
        id: { $string: '$.id' },
        productId: reference('$.product_id'),
        variantId: reference('$.variation_id'),
        sku: filled('$.sku'),
        name: filled('$.name'),
        quantity: '$.quantity',
        unitPrice: {
          $if: { $greater: ['$.quantity', 0] },
          then: money({ $divide: ['$.subtotal', '$.quantity'] }, '$row.currency'),
        },
        total: money('$.total', '$row.currency'),
      },
    },
    total: money('$.total'),
    recoveryUrl: filled('$.payment_url'),
    createdAt: instant('$.date_created_gmt', '$.date_modified_gmt'),
    updatedAt: instant('$.date_modified_gmt'),
    extra: { status: '$.status' },
  },
}
