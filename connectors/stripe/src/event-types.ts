/** `['charge', 'captured expired']` is `charge.captured` and `charge.expired`. */
function named(prefix: string, words: string): readonly string[] {
  return words.split(' ').map((word) => `${prefix}.${word}`)
}

/**
 * The events that speak of each stream's objects. Streams that are not named have none.
 *
 * @see https://docs.stripe.com/api/events/types (as listed in stripe 23.1.0)
 */
export const eventTypes = {
  customers: [
    ...named('customer', 'created updated deleted'),
    ...named('customer.discount', 'created updated deleted'),
  ],
  products: named('product', 'created updated deleted'),
  prices: named('price', 'created updated deleted'),
  plans: named('plan', 'created updated deleted'),
  coupons: named('coupon', 'created updated deleted'),
  promotionCodes: named('promotion_code', 'created updated'),
  taxRates: named('tax_rate', 'created updated'),
  taxIds: named('customer.tax_id', 'created updated deleted'),
  // Its `deleted` is a cancellation.
  subscriptions: named(
    'customer.subscription',
    'created updated deleted paused resumed pending_update_applied pending_update_expired trial_will_end',
  ),
  subscriptionSchedules: named(
    'subscription_schedule',
    'created updated canceled completed released aborted expiring',
  ),
  invoices: named(
    'invoice',
    'created updated deleted finalized finalization_failed sent paid payment_succeeded payment_failed payment_action_required payment_attempt_required marked_uncollectible overdue overpaid voided will_be_due',
  ),
  invoiceItems: named('invoiceitem', 'created deleted'),
  invoicePayments: named('invoice_payment', 'paid'),
  creditNotes: named('credit_note', 'created updated voided'),
  charges: named('charge', 'captured expired failed pending refunded succeeded updated'),
  paymentIntents: named(
    'payment_intent',
    'created succeeded canceled payment_failed processing requires_action amount_capturable_updated partially_funded',
  ),
  setupIntents: named('setup_intent', 'created succeeded canceled setup_failed requires_action'),
  paymentMethods: named('payment_method', 'attached detached updated automatically_updated'),
  refunds: [...named('refund', 'created updated failed'), 'charge.refund.updated'],
  disputes: named('charge.dispute', 'created updated closed funds_reinstated funds_withdrawn'),
  earlyFraudWarnings: named('radar.early_fraud_warning', 'created updated'),
  reviews: named('review', 'opened closed'),
  payouts: named('payout', 'created updated paid failed canceled reconciliation_completed'),
  transfers: named('transfer', 'created updated reversed'),
  applicationFees: [
    ...named('application_fee', 'created refunded'),
    'application_fee.refund.updated',
  ],
  topups: named('topup', 'created succeeded failed canceled reversed'),
  checkoutSessions: named(
    'checkout.session',
    'completed expired async_payment_succeeded async_payment_failed',
  ),
  quotes: named('quote', 'created finalized accepted canceled'),
  paymentLinks: named('payment_link', 'created updated'),
} as const satisfies Readonly<Record<string, readonly string[]>>

/**
 * No event says that one was made: an open check-out, or a payment of an invoice that is still awaited. And what hangs on a
 * customer goes with it, of which only the customer's own event is certain.
 */
const partlyTold: ReadonlySet<string> = new Set([
  'checkoutSessions',
  'invoicePayments',
  'paymentMethods',
  'taxIds',
])

/** Streams of which events tell everything, so that they need no listing after the first. */
export const toldStreams: readonly string[] = Object.keys(eventTypes).filter(
  (name) => !partlyTold.has(name),
)

/** The events that these streams are about; no names: all streams. */
export function eventTypesOf(names: readonly string[]): readonly string[] {
  return Object.entries(eventTypes).flatMap(([name, types]) =>
    names.length === 0 || names.includes(name) ? types : [],
  )
}
