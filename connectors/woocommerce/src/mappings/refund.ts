import type { Mapping } from '@cartograph/core'
import { buyerId, filled, instant, meta, money, reference, storeId } from './expressions.ts'

const currency = '$row.order.currency'

/** Money given back. A refund of an order in the trash goes with it. */
export const refund: Mapping = {
  id: 'woocommerce-refund',
  from: { connector: 'woocommerce', stream: 'refunds' },
  to: { entity: 'refund' },
  when: {
    $not: { $or: [{ $isBlank: '$.order.currency' }, { $equals: ['$.order.status', 'trash'] }] },
  },
  fields: {
    id: { $string: '$.id' },
    orderId: reference('$.parent_id'),
    storeId,
    customerId: buyerId('$.order'),
    status: 'done',
    createdAt: instant('$.date_created_gmt'),
    currency: '$.order.currency',
    total: money('$.amount', currency),
    taxTotal: money(
      {
        $negate: {
          $sum: {
            $each: '$.tax_lines',
            as: { $add: ['$.tax_total', '$.shipping_tax_total'] },
          },
        },
      },
      currency,
    ),
    reason: filled('$.reason'),
    lines: {
      $each: '$.line_items',
      as: {
        id: { $string: '$.id' },
        orderLineId: { $string: meta('_refunded_item_id') },
        productId: reference('$.product_id'),
        variantId: reference('$.variation_id'),
        sku: filled('$.sku'),
        name: filled('$.name'),
        quantity: { $number: { $abs: '$.quantity' } },
        taxTotal: money({ $negate: '$.total_tax' }, currency),
        total: money({ $negate: '$.total' }, currency),
      },
    },
    // Whether the payment provider was told to give the money back.
    extra: { refundedPayment: '$.refunded_payment' },
  },
}
