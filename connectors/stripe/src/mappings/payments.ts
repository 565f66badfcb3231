import type { Expression, Mapping } from '@cartograph/core'
import { currency, instant, orderNumber, paymentOrId, type Money } from './expressions.ts'
import { disputeStatus, paymentStatus, payoutStatus, refundStatus } from './statuses.ts'

const from = (stream: string) => ({ from: { connector: 'stripe', stream } }) as const

/** Says which order a row belongs to, where orders have the ids of payments: those of check-outs and of charges. */
type OrderId = { readonly orderId?: Expression }

export function orderIdOf(namesPayments: boolean, id: Expression = paymentOrId): OrderId {
  return namesPayments ? { orderId: id } : {}
}

const ofPayment: Expression = { $firstFilled: ['$.payment_intent', '$.charge'] }

/** A charge: one attempt to take money. Its fee is in the settlement currency, on the balance transaction. */
export function payment(money: Money, namesPayments: boolean): Mapping {
  return {
    id: 'stripe-payment',
    ...from('charges'),
    to: { entity: 'payment' },
    fields: {
      id: '$.id',
      ...orderIdOf(namesPayments),
      customerId: '$.customer',
      status: paymentStatus,
      method: '$.payment_method_details.type',
      amount: money({ $if: '$.captured', then: '$.amount_captured', else: '$.amount' }),
      refundedAmount: { $if: '$.captured', then: money('$.amount_refunded') },
      currency,
      createdAt: instant('$.created'),
      paidAt: { $if: { $and: ['$.paid', '$.captured'] }, then: instant('$.created') },
      failureReason: '$.failure_message',
      extra: {
        orderNumber,
        paymentIntentId: '$.payment_intent',
        balanceTransactionId: '$.balance_transaction',
        disputed: '$.disputed',
        description: '$.description',
        metadata: '$.metadata',
      },
    },
  }
}

export function refund(money: Money, namesPayments: boolean): Mapping {
  return {
    id: 'stripe-refund',
    ...from('refunds'),
    to: { entity: 'refund' },
    fields: {
      id: '$.id',
      ...orderIdOf(namesPayments, ofPayment),
      paymentId: '$.charge',
      status: refundStatus,
      createdAt: instant('$.created'),
      currency,
      total: money('$.amount'),
      reason: '$.reason',
      extra: {
        orderNumber,
        paymentIntentId: '$.payment_intent',
        balanceTransactionId: '$.balance_transaction',
        failureReason: '$.failure_reason',
        metadata: '$.metadata',
      },
    },
  }
}

export function dispute(money: Money, namesPayments: boolean): Mapping {
  return {
    id: 'stripe-dispute',
    ...from('disputes'),
    to: { entity: 'dispute' },
    fields: {
      id: '$.id',
      ...orderIdOf(namesPayments, ofPayment),
      paymentId: '$.charge',
      status: disputeStatus,
      reason: '$.reason',
      amount: money('$.amount'),
      currency,
      createdAt: instant('$.created'),
      respondBy: instant('$.evidence_details.due_by'),
      extra: { paymentIntentId: '$.payment_intent', metadata: '$.metadata' },
    },
  }
}

/** Negative where money is taken from the merchant's bank. */
export function payout(money: Money): Mapping {
  return {
    id: 'stripe-payout',
    ...from('payouts'),
    to: { entity: 'payout' },
    fields: {
      id: '$.id',
      status: payoutStatus,
      amount: money('$.amount'),
      currency,
      createdAt: instant('$.created'),
      arrivesAt: instant('$.arrival_date'),
      failureReason: '$.failure_message',
      extra: { automatic: '$.automatic', method: '$.method', metadata: '$.metadata' },
    },
  }
}
