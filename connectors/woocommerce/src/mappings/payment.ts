import type { Mapping } from '@cartograph/core'
import { buyerId, filled, instant, money, storeId } from './expressions.ts'
import { noOrders, paymentStatus, refunded } from './statuses.ts'

/** How an order is paid, as the order tells it: WooCommerce keeps no payments of their own. */
export const payment: Mapping = {
  id: 'woocommerce-payment',
  from: { connector: 'woocommerce', stream: 'orders' },
  to: { entity: 'payment' },
  when: {
    $and: [
      { $not: { $in: ['$.status', noOrders] } },
      { $not: { $isBlank: '$.payment_method' } },
      { $greater: ['$.total', 0] },
    ],
  },
  fields: {
    id: { $string: '$.id' },
    storeId,
    orderId: { $string: '$.id' },
    customerId: buyerId(),
    status: paymentStatus,
    method: '$.payment_method',
    amount: money('$.total'),
    refundedAmount: money(refunded),
    currency: '$.currency',
    createdAt: instant('$.date_created_gmt', '$.date_modified_gmt'),
    paidAt: instant('$.date_paid_gmt'),
    updatedAt: instant('$.date_modified_gmt'),
    extra: {
      transactionId: filled('$.transaction_id'),
      title: filled('$.payment_method_title'),
    },
  },
}
