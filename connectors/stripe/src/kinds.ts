import { wholeSchedules } from './assumptions.ts'
import type { ChildKind, ListedKind } from './kind.ts'
import * as row from './row-schemas.ts'

type More = Partial<Omit<ListedKind, 'object' | 'path' | 'permission'>>
/** The resource that a permission is named after, and what the page of a key calls it. */
type Allowed = readonly [resource: string, label: string]

function listed(object: string, path: `/v1/${string}`, allowed: Allowed, more: More): ListedKind {
  const [resource, label] = allowed
  return {
    object,
    path,
    permission: { resource, label },
    schema: row.plainObject,
    created: true,
    history: 'fromStart',
    deletes: 'never',
    ...more,
  }
}

/** Customers and catalogue: needed whole, because what is recent refers to what is old. */
const whole = { history: 'whole' } as const
const deletable = { deletes: 'reported' } as const
/** Its list does not filter by the instant of creation. */
const unfiltered = { ...whole, created: false } as const

const ofCharges: Allowed = ['charge', 'Charges and Refunds']
const ofInvoices: Allowed = ['invoice', 'Invoices']
const ofPrices: Allowed = ['plan', 'Prices']
const ofSubscriptions: Allowed = ['subscription', 'Subscriptions']
const ofCheckouts: Allowed = ['checkout_session', 'Checkout Sessions']

const subscriptionItems = { route: '/v1/subscription_items', parameter: 'subscription' } as const
const invoiceLines = { route: '/v1/invoices/:id/lines' } as const
const checkoutLines = { route: '/v1/checkout/sessions/:id/line_items' } as const

/**
 * Every kind of object that has a list, and what is particular to it.
 *
 * Paths and filters are those of stripe 23.1.0 (API version 2026-10-28.endive); deletions are those that have an event.
 *
 * @see https://docs.stripe.com/api/pagination (read 2026-11-22)
 */
export const listedKinds = {
  customers: listed('customer', '/v1/customers', ['customer', 'Customers'], {
    ...whole,
    ...deletable,
    schema: row.customer,
    testClocks: true,
  }),
  products: listed('product', '/v1/products', ['product', 'Products'], {
    ...whole,
    ...deletable,
    schema: row.product,
  }),
  prices: listed('price', '/v1/prices', ofPrices, { ...whole, ...deletable, schema: row.price }),
  plans: listed('plan', '/v1/plans', ofPrices, { ...whole, ...deletable }),
  coupons: listed('coupon', '/v1/coupons', ['coupon', 'Coupons'], { ...whole, ...deletable }),
  promotionCodes: listed(
    'promotion_code',
    '/v1/promotion_codes',
    ['promotion_code', 'Promotion codes'],
    whole,
  ),
  taxRates: listed('tax_rate', '/v1/tax_rates', ['tax_rate', 'Tax rates'], whole),
  subscriptions: listed('subscription', '/v1/subscriptions', ofSubscriptions, {
    ...whole,
    // Without it, what was cancelled is left out.
    query: { status: 'all' },
    schema: row.subscription,
    nested: { field: 'items', rest: subscriptionItems },
    testClocks: true,
  }),
  subscriptionSchedules: listed(
    'subscription_schedule',
    '/v1/subscription_schedules',
    ofSubscriptions,
    { ...whole, uncertainQuery: wholeSchedules },
  ),
  invoices: listed('invoice', '/v1/invoices', ofInvoices, {
    // Drafts can be deleted.
    ...deletable,
    schema: row.invoice,
    nested: { field: 'lines', rest: invoiceLines },
  }),
  invoiceItems: listed('invoiceitem', '/v1/invoiceitems', ofInvoices, {
    ...deletable,
    instant: 'date',
  }),
  invoicePayments: listed('invoice_payment', '/v1/invoice_payments', ofInvoices, {}),
  creditNotes: listed('credit_note', '/v1/credit_notes', ['credit_note', 'Credit notes'], {}),
  charges: listed('charge', '/v1/charges', ofCharges, { schema: row.charge }),
  paymentIntents: listed(
    'payment_intent',
    '/v1/payment_intents',
    ['payment_intent', 'PaymentIntents'],
    {},
  ),
  setupIntents: listed('setup_intent', '/v1/setup_intents', ['setup_intent', 'SetupIntents'], {}),
  refunds: listed('refund', '/v1/refunds', ofCharges, { schema: row.refund }),
  disputes: listed('dispute', '/v1/disputes', ['dispute', 'Disputes'], { schema: row.dispute }),
  earlyFraudWarnings: listed(
    'radar.early_fraud_warning',
    '/v1/radar/early_fraud_warnings',
    ['radar', 'Radar'],
    {},
  ),
  reviews: listed('review', '/v1/reviews', ['review', 'Reviews'], {}),
  balanceTransactions: listed(
    'balance_transaction',
    '/v1/balance_transactions',
    ['balance', 'Balance'],
    {},
  ),
  payouts: listed('payout', '/v1/payouts', ['payout', 'Payouts'], { schema: row.payout }),
  transfers: listed('transfer', '/v1/transfers', ['transfer', 'Transfers'], {}),
  applicationFees: listed(
    'application_fee',
    '/v1/application_fees',
    ['application_fee', 'Application fees'],
    {},
  ),
  topups: listed('topup', '/v1/topups', ['topup', 'Top-ups'], {}),
  checkoutSessions: listed('checkout.session', '/v1/checkout/sessions', ofCheckouts, {
    schema: row.checkoutSession,
    expand: ['line_items'],
    nested: { field: 'line_items', rest: checkoutLines },
  }),
  quotes: listed('quote', '/v1/quotes', ['quote', 'Quotes'], { ...unfiltered, testClocks: true }),
  paymentLinks: listed(
    'payment_link',
    '/v1/payment_links',
    ['payment_links', 'Payment Links'],
    unfiltered,
  ),
  events: listed('event', '/v1/events', ['event', 'Events'], {}),
} as const

type Parent = keyof typeof listedKinds
type Child = Omit<ChildKind, 'of' | 'permission' | 'schema' | 'deletes'> &
  Partial<Pick<ChildKind, 'schema' | 'deletes'>>

function children(of: Parent, [resource, label]: Allowed, kind: Child) {
  return {
    schema: row.plainObject,
    deletes: 'absent' as const,
    ...kind,
    of,
    permission: { resource, label },
  } satisfies ChildKind
}

/** Every kind that is listed for one parent at a time. */
export const childKinds = {
  subscriptionItems: children('subscriptions', ofSubscriptions, {
    object: 'subscription_item',
    field: 'items',
    list: subscriptionItems,
    parentField: 'subscription',
    getPath: '/v1/subscription_items',
    schema: row.subscriptionItem,
  }),
  invoiceLineItems: children('invoices', ofInvoices, {
    object: 'line_item',
    field: 'lines',
    list: invoiceLines,
    parentField: 'invoice',
    schema: row.invoiceLineItem,
  }),
  checkoutLineItems: children('checkoutSessions', ofCheckouts, {
    object: 'item',
    field: 'line_items',
    list: checkoutLines,
    parentField: 'checkout_session',
    schema: row.checkoutLineItem,
  }),
  transferReversals: children('transfers', ['transfer', 'Transfers'], {
    object: 'transfer_reversal',
    field: 'reversals',
    list: { route: '/v1/transfers/:id/reversals' },
    parentField: 'transfer',
    deletes: 'never',
  }),
  // The list without a customer is said to give all, and was of no use in older versions, so it is not relied on.
  paymentMethods: children('customers', ['payment_method', 'PaymentMethods'], {
    object: 'payment_method',
    list: { route: '/v1/payment_methods', parameter: 'customer' },
    parentField: 'customer',
    getPath: '/v1/payment_methods',
    probe: '/v1/payment_methods',
  }),
  taxIds: children('customers', ['customer', 'Customers'], {
    object: 'tax_id',
    list: { route: '/v1/customers/:id/tax_ids' },
    parentField: 'customer',
    getPath: '/v1/tax_ids',
  }),
} as const
