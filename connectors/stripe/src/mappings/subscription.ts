import type { Expression, Mapping } from '@cartograph/core'
import { currency, filled, instant, type Money } from './expressions.ts'
import { subscriptionStatus } from './statuses.ts'

/** Since 2025-03-31.basil the period is the items'; those of one subscription mostly have the same. */
const item = (field: string): Expression => ({
  $first: { $each: '$.items.data', as: `$.${field}` },
})

export function subscription(money: Money): Mapping {
  return {
    id: 'stripe-subscription',
    from: { connector: 'stripe', stream: 'subscriptions' },
    to: { entity: 'subscription' },
    fields: {
      id: '$.id',
      customerId: '$.customer',
      status: subscriptionStatus,
      currency,
      amount: money({
        $sum: {
          $each: '$.items.data',
          as: { $multiply: ['$.price.unit_amount', { $coalesce: ['$.quantity', 1] }] },
        },
      }),
      interval: item('price.recurring.interval'),
      intervalCount: item('price.recurring.interval_count'),
      lines: {
        $each: '$.items.data',
        as: {
          id: '$.id',
          productId: '$.price.product',
          variantId: '$.price.id',
          name: filled('$.price.nickname'),
          quantity: '$.quantity',
          unitPrice: money('$.price.unit_amount', '$.price.currency'),
        },
      },
      startedAt: instant('$.start_date', '$.created'),
      trialEndsAt: instant('$.trial_end'),
      currentPeriodStart: instant(item('current_period_start')),
      currentPeriodEnd: instant(item('current_period_end')),
      cancelAtPeriodEnd: '$.cancel_at_period_end',
      cancelledAt: instant('$.canceled_at'),
      endedAt: instant('$.ended_at'),
      extra: { metadata: '$.metadata' },
    },
  }
}
