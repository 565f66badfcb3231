import type { Expression } from '@cartograph/core'

/**
 * What the statuses of WooCommerce mean; what is missing here was added by an extension.
 *
 * `processing` is paid for, or cash on delivery. The trash is how a shop deletes an order, so such an order gives no rows.
 *
 * @see https://woocommerce.com/document/managing-orders/order-statuses/
 */
const orderStatuses = {
  'auto-draft': 'draft',
  'checkout-draft': 'draft',
  pending: 'pending',
  'on-hold': 'onHold',
  processing: 'paid',
  completed: 'fulfilled',
  cancelled: 'cancelled',
  failed: 'failed',
  refunded: 'refunded',
}

/** Not orders: the trash, and check-outs that were not finished, which are carts. */
export const noOrders = ['trash', 'auto-draft', 'checkout-draft']

/** What was given back so far, as a positive decimal. */
export const refunded: Expression = {
  $sum: { $each: '$.refunds', as: { $negate: '$.total' } },
}

const isPaid: Expression = { $not: { $isBlank: '$.date_paid_gmt' } }

/** A status of an extension is told by whether the order was paid. */
const ownStatus: Expression = {
  $case: '$.status',
  of: orderStatuses,
  else: { $if: isPaid, then: 'paid', else: 'pending' },
}

/** Refunds leave status and total of an order as they are, unless they give back all of it. */
export const orderStatus: Expression = {
  $if: { $and: [{ $in: [ownStatus, ['paid', 'fulfilled']] }, { $greater: [refunded, 0] }] },
  then: {
    $if: { $greaterOrEqual: [refunded, '$.total'] },
    then: 'refunded',
    else: 'partiallyRefunded',
  },
  else: ownStatus,
}

const givenBack: Expression = {
  $if: { $greaterOrEqual: [refunded, '$.total'] },
  then: 'refunded',
  else: { $if: { $greater: [refunded, 0] }, then: 'partiallyRefunded', else: 'paid' },
}

/** Where the money of an order stands. */
export const paymentStatus: Expression = {
  $if: { $equals: ['$.status', 'refunded'] },
  then: 'refunded',
  else: {
    $if: { $or: [isPaid, { $greater: [refunded, 0] }] },
    then: givenBack,
    else: {
      $case: '$.status',
      of: { completed: 'paid', failed: 'failed', cancelled: 'cancelled' },
      else: 'pending',
    },
  },
}

/** A check-out that came to nothing: WooCommerce cancels what is not paid in time. */
export const cartStatuses = {
  'checkout-draft': 'open',
  pending: 'open',
  failed: 'abandoned',
  cancelled: 'abandoned',
}
