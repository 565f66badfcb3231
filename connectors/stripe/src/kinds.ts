import { wholeSchedules } from './assumptions.ts'
import type { ChildKind, ListedKind } from './kind.ts'
import * as row from './row-schemas.ts'

/** Customers, catalogue: needed whole, because what is recent refers to what is old. */
const reference = { created: true, history: 'whole' } as const
/** What happened at an instant, and cannot be deleted. */
const happening = { created: true, history: 'fromStart', deletes: 'never' } as const
const plain = { schema: row.plainObject } as const

const subscriptionItems = { route: '/v1/subscription_items', parameter: 'subscription' } as const
const invoiceLines = { route: '/v1/invoices/:id/lines' } as const
const checkoutLines = { route: '/v1/checkout/sessions/:id/line_items' } as const

const allows = (resource: string, label: string) => ({ permission: { resource, label } })

/**
 * Every kind of object that has a list, and what is particular to it.
 *
 * Paths and filters are those of stripe 23.1.0 (API version 2026-10-28.endive); deletions are those that have an event.
 *
 * @see https://docs.stripe.com/api (read 2026-11-22)
 */
export const listedKinds = {
  customers: {
    object: 'customer',
    path: '/v1/customers',
    ...reference,
    deletes: 'reported',
    schema: row.customer,
    ...allows('customer', 'Customers'),
    testClocks: true,
  },
  products: {
    object: 'product',
    path: '/v1/products',
    ...reference,
    deletes: 'reported',
    schema: row.product,
    ...allows('product', 'Products'),
  },
  prices: {
    object: 'price',
    path: '/v1/prices',
    ...reference,
    deletes: 'reported',
    schema: row.price,
    ...allows('plan', 'Prices'),
  },
  plans: {
    object: 'plan',
    path: '/v1/plans',
    ...reference,
    deletes: 'reported',
    ...plain,
    ...allows('plan', 'Prices'),
  },
  coupons: {
    object: 'coupon',
    path: '/v1/coupons',
    ...reference,
    deletes: 'reported',
    ...plain,
    ...allows('coupon', 'Coupons'),
  },
  promotionCodes: {
    object: 'promotion_code',
    path: '/v1/promotion_codes',
    ...reference,
    deletes: 'never',
    ...plain,
    ...allows('promotion_code', 'Promotion codes'),
  },
  taxRates: {
    object: 'tax_rate',
    path: '/v1/tax_rates',
    ...reference,
    deletes: 'never',
    ...plain,
    ...allows('tax_rate', 'Tax rates'),
  },
  subscriptions: {
    object: 'subscription',
    path: '/v1/subscriptions',
    ...reference,
    deletes: 'never',
    // Without it, what was cancelled is left out.
    query: { status: 'all' },
    schema: row.subscription,
    nested: { field: 'items', rest: subscriptionItems },
    ...allows('subscription', 'Subscriptions'),
    testClocks: true,
  },
  subscriptionSchedules: {
    object: 'subscription_schedule',
    path: '/v1/subscription_schedules',
    ...reference,
    deletes: 'never',
    uncertainQuery: wholeSchedules,
    ...plain,
    ...allows('subscription', 'Subscriptions'),
  },
  invoices: {
    object: 'invoice',
    path: '/v1/invoices',
    created: true,
    history: 'fromStart',
    // Drafts can be deleted.
    deletes: 'reported',
    schema: row.invoice,
    nested: { field: 'lines', rest: invoiceLines },
    ...allows('invoice', 'Invoices'),
  },
  invoiceItems: {
    object: 'invoiceitem',
    path: '/v1/invoiceitems',
    created: true,
    history: 'fromStart',
    deletes: 'reported',
    ...plain,
    ...allows('invoice', 'Invoices'),
  },
  invoicePayments: {
    object: 'invoice_payment',
    path: '/v1/invoice_payments',
    ...happening,
    ...plain,
    ...allows('invoice', 'Invoices'),
  },
  creditNotes: {
    object: 'credit_note',
    path: '/v1/credit_notes',
    ...happening,
    ...plain,
    ...allows('credit_note', 'Credit notes'),
  },
  charges: {
    object: 'charge',
    path: '/v1/charges',
    ...happening,
    schema: row.charge,
    ...allows('charge', 'Charges and Refunds'),
  },
  paymentIntents: {
    object: 'payment_intent',
    path: '/v1/payment_intents',
    ...happening,
    ...plain,
    ...allows('payment_intent', 'PaymentIntents'),
  },
  setupIntents: {
    object: 'setup_intent',
    path: '/v1/setup_intents',
    ...happening,
    ...plain,
    ...allows('setup_intent', 'SetupIntents'),
  },
  refunds: {
    object: 'refund',
    path: '/v1/refunds',
    ...happening,
    schema: row.refund,
    ...allows('charge', 'Charges and Refunds'),
  },
  disputes: {
    object: 'dispute',
    path: '/v1/disputes',
    ...happening,
    schema: row.dispute,
    ...allows('dispute', 'Disputes'),
  },
  earlyFraudWarnings: {
    object: 'radar.early_fraud_warning',
    path: '/v1/radar/early_fraud_warnings',
    ...happening,
    ...plain,
    ...allows('radar', 'Radar'),
  },
  reviews: {
    object: 'review',
    path: '/v1/reviews',
    ...happening,
    ...plain,
    ...allows('review', 'Reviews'),
  },
  balanceTransactions: {
    object: 'balance_transaction',
    path: '/v1/balance_transactions',
    ...happening,
    ...plain,
    ...allows('balance', 'Balance'),
  },
  payouts: {
    object: 'payout',
    path: '/v1/payouts',
    ...happening,
    schema: row.payout,
    ...allows('payout', 'Payouts'),
  },
  transfers: {
    object: 'transfer',
    path: '/v1/transfers',
    ...happening,
    ...plain,
    ...allows('transfer', 'Transfers'),
  },
  applicationFees: {
    object: 'application_fee',
    path: '/v1/application_fees',
    ...happening,
    ...plain,
    ...allows('application_fee', 'Application fees'),
  },
  topups: {
    object: 'topup',
    path: '/v1/topups',
    ...happening,
    ...plain,
    ...allows('topup', 'Top-ups'),
  },
  checkoutSessions: {
    object: 'checkout.session',
    path: '/v1/checkout/sessions',
    ...happening,
    schema: row.checkoutSession,
    expand: ['line_items'],
    nested: { field: 'line_items', rest: checkoutLines },
    ...allows('checkout_session', 'Checkout Sessions'),
  },
  quotes: {
    object: 'quote',
    path: '/v1/quotes',
    created: false,
    history: 'whole',
    deletes: 'never',
    ...plain,
    ...allows('quote', 'Quotes'),
    testClocks: true,
  },
  paymentLinks: {
    object: 'payment_link',
    path: '/v1/payment_links',
    created: false,
    history: 'whole',
    deletes: 'never',
    ...plain,
    ...allows('payment_links', 'Payment Links'),
  },
  events: {
    object: 'event',
    path: '/v1/events',
    ...happening,
    ...plain,
    ...allows('event', 'Events'),
  },
} as const satisfies Readonly<Record<string, ListedKind>>

/** Every kind that is listed for one parent at a time. */
export const childKinds = {
  subscriptionItems: {
    object: 'subscription_item',
    of: 'subscriptions',
    field: 'items',
    list: subscriptionItems,
    parentField: 'subscription',
    getPath: '/v1/subscription_items',
    deletes: 'absent',
    schema: row.subscriptionItem,
    ...allows('subscription', 'Subscriptions'),
  },
  invoiceLineItems: {
    object: 'line_item',
    of: 'invoices',
    field: 'lines',
    list: invoiceLines,
    parentField: 'invoice',
    deletes: 'absent',
    schema: row.invoiceLineItem,
    ...allows('invoice', 'Invoices'),
  },
  checkoutLineItems: {
    object: 'item',
    of: 'checkoutSessions',
    field: 'line_items',
    list: checkoutLines,
    parentField: 'checkout_session',
    deletes: 'absent',
    schema: row.checkoutLineItem,
    ...allows('checkout_session', 'Checkout Sessions'),
  },
  transferReversals: {
    object: 'transfer_reversal',
    of: 'transfers',
    field: 'reversals',
    list: { route: '/v1/transfers/:id/reversals' },
    parentField: 'transfer',
    deletes: 'never',
    ...plain,
    ...allows('transfer', 'Transfers'),
  },
  // The list without a customer is said to give all, and was of no use in older versions, so it is not relied on.
  paymentMethods: {
    object: 'payment_method',
    of: 'customers',
    list: { route: '/v1/payment_methods', parameter: 'customer' },
    parentField: 'customer',
    getPath: '/v1/payment_methods',
    probe: '/v1/payment_methods',
    deletes: 'never',
    ...plain,
    ...allows('payment_method', 'PaymentMethods'),
  },
  taxIds: {
    object: 'tax_id',
    of: 'customers',
    list: { route: '/v1/customers/:id/tax_ids' },
    parentField: 'customer',
    getPath: '/v1/tax_ids',
    deletes: 'absent',
    ...plain,
    ...allows('customer', 'Customers'),
  },
} as const satisfies Readonly<Record<string, ChildKind>>
