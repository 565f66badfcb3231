import type { Mapping } from '@cartograph/core'
import { attribution, currency, filled, instant, type Money } from './expressions.ts'
import { cartStatus } from './statuses.ts'
import { orderIdOf } from './payments.ts'

/** A check-out that was begun; once completed it names its order, where check-outs become orders. */
export function cart(money: Money, becomesOrder: boolean): Mapping {
  const { orderId } = orderIdOf(becomesOrder)
  return {
    id: 'stripe-cart',
    from: { connector: 'stripe', stream: 'checkoutSessions' },
    to: { entity: 'cart' },
    when: { $notEquals: ['$.mode', 'setup'] },
    fields: {
      id: '$.id',
      customerId: '$.customer',
      ...(orderId !== undefined && {
        orderId: { $if: { $equals: ['$.status', 'complete'] }, then: orderId },
      }),
      email: { $email: filled('$.customer_details.email', '$.customer_email') },
      phone: {
        $phone: '$.customer_details.phone',
        country: '$.customer_details.address.country',
      },
      status: cartStatus,
      currency,
      lines: {
        $each: '$.line_items.data',
        as: {
          id: '$.id',
          productId: '$.price.product',
          variantId: '$.price.id',
          name: '$.description',
          quantity: '$.quantity',
          total: money('$.amount_total'),
        },
      },
      total: money('$.amount_total'),
      recoveryUrl: filled('$.after_expiration.recovery.url', '$.url'),
      attribution,
      createdAt: instant('$.created'),
      extra: { expiresAt: instant('$.expires_at'), metadata: '$.metadata' },
    },
  }
}
