import type { Expression } from '@cartograph/core'

const isPartlyRefunded: Expression = { $greater: [{ $coalesce: ['$.amount_refunded', 0] }, 0] }

/** A charge that was only authorised and let go counts as refunded in full at Stripe. */
function chargeStatus(words: { readonly open: string; readonly failed: string }): Expression {
  return {
    $case: '$.status',
    of: {
      pending: 'pending',
      failed: words.failed,
      succeeded: {
        $if: '$.captured',
        then: {
          $if: '$.refunded',
          then: 'refunded',
          else: { $if: isPartlyRefunded, then: 'partiallyRefunded', else: 'paid' },
        },
        else: { $if: '$.refunded', then: 'cancelled', else: words.open },
      },
    },
  }
}

/** @see https://docs.stripe.com/api/charges/object#charge_object-status (values as in stripe 23.1.0) */
export const paymentStatus = chargeStatus({ open: 'authorised', failed: 'failed' })
export const chargedOrderStatus = chargeStatus({ open: 'onHold', failed: 'failed' })

/** @see https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_status (values as in stripe 23.1.0) */
export const checkoutOrderStatus: Expression = {
  $case: '$.payment_status',
  of: { paid: 'paid', no_payment_required: 'paid', unpaid: 'pending' },
}

export const cartStatus: Expression = {
  $case: '$.status',
  of: { open: 'open', expired: 'expired', complete: 'ordered' },
}

/**
 * Invoices that are no drafts. What was credited after the payment was given back.
 *
 * @see https://docs.stripe.com/api/invoices/object#invoice_object-status (values as in stripe 23.1.0)
 */
export const invoiceStatus: Expression = {
  $case: '$.status',
  of: {
    open: 'pending',
    void: 'cancelled',
    uncollectible: 'failed',
    paid: {
      $if: { $greater: [{ $coalesce: ['$.post_payment_credit_notes_amount', 0] }, 0] },
      then: {
        $if: { $less: ['$.post_payment_credit_notes_amount', '$.total'] },
        then: 'partiallyRefunded',
        else: 'refunded',
      },
      else: 'paid',
    },
  },
}

/** @see https://docs.stripe.com/api/refunds/object#refund_object-status (values as in stripe 23.1.0) */
export const refundStatus: Expression = {
  $case: '$.status',
  of: {
    pending: 'pending',
    requires_action: 'pending',
    succeeded: 'done',
    failed: 'failed',
    canceled: 'cancelled',
  },
}

/** @see https://docs.stripe.com/api/disputes/object#dispute_object-status (values as in stripe 23.1.0) */
export const disputeStatus: Expression = {
  $case: '$.status',
  of: {
    warning_needs_response: 'inquiry',
    warning_under_review: 'inquiry',
    warning_closed: 'closed',
    needs_response: 'needsResponse',
    appeal_needs_response: 'needsResponse',
    under_review: 'underReview',
    appeal_under_review: 'underReview',
    won: 'won',
    lost: 'lost',
    prevented: 'closed',
  },
}

/** @see https://docs.stripe.com/api/payouts/object#payout_object-status (values as in stripe 23.1.0) */
export const payoutStatus: Expression = {
  $case: '$.status',
  of: {
    pending: 'pending',
    in_transit: 'inTransit',
    paid: 'paid',
    failed: 'failed',
    canceled: 'cancelled',
  },
}

/** @see https://docs.stripe.com/api/subscriptions/object#subscription_object-status (values as in stripe 23.1.0) */
export const subscriptionStatus: Expression = {
  $case: '$.status',
  of: {
    incomplete: 'incomplete',
    incomplete_expired: 'ended',
    trialing: 'trial',
    active: { $if: { $isMissing: '$.pause_collection' }, then: 'active', else: 'paused' },
    past_due: 'pastDue',
    unpaid: 'pastDue',
    paused: 'paused',
    canceled: 'cancelled',
  },
}
