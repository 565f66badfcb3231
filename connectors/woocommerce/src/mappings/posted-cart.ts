import type { Mapping } from '@cartograph/core'
import { filled, money, reference, storeId } from './expressions.ts'

/** A cart that the plugin posted, from before the check-out on. Its id keeps apart from those of orders. */
export const postedCart: Mapping = {
  id: 'woocommerce-posted-cart',
  from: { connector: 'woocommerce', stream: 'carts' },
  to: { entity: 'cart' },
  fields: {
    id: { $concat: ['cart-', '$.id'] },
    storeId,
    customerId: {
      $if: { $greater: ['$.customer_id', 0] },
      then: { $string: '$.customer_id' },
      else: {
        $if: { $not: { $isBlank: { $email: '$.email' } } },
        then: { $concat: ['guest:', { $email: '$.email' }] },
      },
    },
    orderId: reference('$.order_id'),
    email: { $email: '$.email' },
    phone: { $phone: filled('$.phone') },
    status: '$.status',
    currency: '$.currency',
    lines: {
      $each: '$.items',
      as: {
        id: '$.key',
        productId: reference('$.product_id'),
        variantId: reference('$.variation_id'),
        sku: filled('$.sku'),
        name: filled('$.name'),
        quantity: '$.quantity',
        unitPrice: {
          $if: { $greater: ['$.quantity', 0] },
          then: money({ $divide: ['$.total', '$.quantity'] }, '$row.currency'),
        },
        total: money('$.total', '$row.currency'),
        url: filled('$.url'),
        imageUrl: filled('$.image_url'),
      },
    },
    total: money('$.total'),
    recoveryUrl: filled('$.recovery_url'),
    createdAt: { $instant: '$.created', unit: 'ms' },
    updatedAt: { $instant: '$.changed', unit: 'ms' },
  },
}
