import { isJsonObject, jsonAt, textIn, type StripeObject } from '../json.ts'
import { listIn } from '../rest/form.ts'
import { same, within, type Filter, type Kind } from './kind.ts'

const active = { active: same('active') }
const customer = { customer: same('customer'), customer_account: same('customer_account') }
const intent = { payment_intent: same('payment_intent') }
const status = { status: same('status') }

/** Test clocks keep their customers, and what hangs on these, out of lists that do not ask for them. */
const testClock = {
  filters: { test_clock: same('test_clock') },
  usual: (row: StripeObject, query: Readonly<Record<string, unknown>>) =>
    query['test_clock'] !== undefined || typeof row['test_clock'] !== 'string',
}

const hasItemOf =
  (field: 'price' | 'plan'): Filter =>
  (row, value) =>
    Array.isArray(row['items']) &&
    row['items'].some((item) => isJsonObject(item) && jsonAt(item, `${field}.id`) === value)

/** `charge.*` stands for all that begins so. */
function isTypeIn(row: StripeObject, wanted: readonly string[]): boolean {
  const type = textIn(row['type'])
  return wanted.some((name) =>
    name.endsWith('*') ? type.startsWith(name.slice(0, -1)) : type === name,
  )
}

const canceled = new Set(['canceled', 'incomplete_expired'])

const subscriptionStatus: Filter = (row, value) => {
  if (value === 'all') return true
  if (value === 'ended') return canceled.has(textIn(row['status']))
  return row['status'] === value
}

/**
 * Every kind of object that can be listed, with the parameters of its list.
 *
 * Which parameters there are is as in the list parameters of stripe@23.1.0, API version 2026-10-28.endive. The names of
 * permissions are known for few of them and follow one pattern for the others.
 *
 * @see https://docs.stripe.com/api/pagination (read 2026-11-22)
 */
export const kinds = {
  customers: {
    ...kind('customers', 'customer', 'cus_', 'customer'),
    filters: { email: same('email'), ...testClock.filters },
    usual: testClock.usual,
  },
  products: {
    ...kind('products', 'product', 'prod_', 'product'),
    filters: {
      ...active,
      ids: (row, value) => listIn(value).includes(row.id),
      shippable: same('shippable'),
      type: same('type'),
      url: same('url'),
    },
  },
  prices: {
    ...kind('prices', 'price', 'price_', 'plan'),
    filters: {
      ...active,
      currency: same('currency'),
      lookup_keys: (row, value) => listIn(value).includes(textIn(row['lookup_key'])),
      product: same('product'),
      recurring: (row, value) =>
        Object.entries(value).every(([key, sent]) => jsonAt(row['recurring'], key) === sent),
      type: same('type'),
    },
  },
  plans: {
    ...kind('plans', 'plan', 'plan_', 'plan'),
    filters: { ...active, product: same('product') },
  },
  coupons: kind('coupons', 'coupon', 'coupon_', 'coupon'),
  promotion_codes: {
    ...kind('promotion_codes', 'promotion_code', 'promo_', 'promotion_code'),
    filters: { ...active, ...customer, code: same('code'), coupon: same('promotion.coupon') },
  },
  subscriptions: {
    ...kind('subscriptions', 'subscription', 'sub_', 'subscription'),
    filters: {
      ...customer,
      ...testClock.filters,
      automatic_tax: same('automatic_tax'),
      collection_method: same('collection_method'),
      current_period_end: within('items.0.current_period_end'),
      current_period_start: within('items.0.current_period_start'),
      plan: hasItemOf('plan'),
      price: hasItemOf('price'),
      status: subscriptionStatus,
    },
    parents: ['customer'],
    usual: (row, query) =>
      testClock.usual(row, query) &&
      (query['status'] !== undefined || !canceled.has(textIn(row['status']))),
  },
  subscription_schedules: {
    ...kind(
      'subscription_schedules',
      'subscription_schedule',
      'sub_sched_',
      'subscription_schedule',
    ),
    filters: {
      ...customer,
      canceled_at: within('canceled_at'),
      completed_at: within('completed_at'),
      released_at: within('released_at'),
      scheduled: (row, value) => String(row['status'] === 'not_started') === value,
      scope: () => true,
    },
    usual: (row, query) =>
      query['scope'] === 'all' || row['status'] === 'active' || row['status'] === 'not_started',
  },
  invoices: {
    ...kind('invoices', 'invoice', 'in_', 'invoice'),
    filters: {
      ...customer,
      ...status,
      collection_method: same('collection_method'),
      due_date: within('due_date'),
      subscription: same('parent.subscription_details.subscription'),
    },
  },
  invoice_items: {
    ...kind('invoiceitems', 'invoiceitem', 'ii_', 'invoice'),
    filters: {
      ...customer,
      invoice: same('invoice'),
      pending: (row, value) => String(row['invoice'] === null) === value,
    },
  },
  invoice_payments: {
    ...kind('invoice_payments', 'invoice_payment', 'inpay_', 'invoice'),
    filters: {
      ...status,
      invoice: same('invoice'),
      payment: (row, value) =>
        Object.entries(value).every(([key, sent]) => jsonAt(row['payment'], key) === sent),
    },
  },
  credit_notes: {
    ...kind('credit_notes', 'credit_note', 'cn_', 'credit_note'),
    filters: { ...customer, invoice: same('invoice') },
  },
  charges: {
    ...kind('charges', 'charge', 'ch_', 'charge'),
    filters: { customer: customer.customer, ...intent, transfer_group: same('transfer_group') },
    parents: ['customer'],
  },
  payment_intents: {
    ...kind('payment_intents', 'payment_intent', 'pi_', 'payment_intent'),
    filters: customer,
    parents: ['customer'],
  },
  setup_intents: {
    ...kind('setup_intents', 'setup_intent', 'seti_', 'setup_intent'),
    filters: { ...customer, payment_method: same('payment_method'), attach_to_self: () => true },
  },
  payment_methods: {
    ...kind('payment_methods', 'payment_method', 'pm_', 'payment_method', false),
    filters: { ...customer, type: same('type'), allow_redisplay: same('allow_redisplay') },
    parents: ['customer'],
    // Without a customer there are only those that are attached to nobody, of which this account has none to show.
    usual: (_, query) => query['customer'] !== undefined,
  },
  refunds: {
    ...kind('refunds', 'refund', 're_', 'charge'),
    filters: { ...intent, charge: same('charge') },
    parents: ['charge'],
  },
  disputes: {
    ...kind('disputes', 'dispute', 'du_', 'dispute'),
    filters: { ...intent, charge: same('charge') },
    parents: ['charge'],
  },
  early_fraud_warnings: {
    ...kind('radar/early_fraud_warnings', 'radar.early_fraud_warning', 'issfr_', 'radar'),
    filters: { ...intent, charge: same('charge') },
    parents: ['charge'],
  },
  reviews: kind('reviews', 'review', 'prv_', 'review'),
  balance_transactions: {
    ...kind('balance_transactions', 'balance_transaction', 'txn_', 'balance'),
    filters: {
      currency: same('currency'),
      payout: same('~payout'),
      source: same('source'),
      type: same('type'),
    },
    parents: ['source'],
  },
  payouts: {
    ...kind('payouts', 'payout', 'po_', 'payout'),
    filters: {
      ...status,
      arrival_date: within('arrival_date'),
      destination: same('destination'),
    },
  },
  transfers: {
    ...kind('transfers', 'transfer', 'tr_', 'transfer'),
    filters: { destination: same('destination'), transfer_group: same('transfer_group') },
  },
  checkout_sessions: {
    ...kind('checkout/sessions', 'checkout.session', 'cs_', 'checkout_session'),
    filters: {
      ...customer,
      ...intent,
      ...status,
      customer_details: (row, value) =>
        Object.entries(value).every(([key, sent]) => jsonAt(row['customer_details'], key) === sent),
      payment_link: same('payment_link'),
      subscription: same('subscription'),
    },
  },
  tax_ids: {
    ...kind('tax_ids', 'tax_id', 'txi_', 'tax_id', false),
    filters: {
      owner: (row, value) =>
        Object.entries(value).every(([key, sent]) => jsonAt(row['owner'], key) === sent),
    },
  },
  tax_rates: {
    ...kind('tax_rates', 'tax_rate', 'txr_', 'tax_rate'),
    filters: { ...active, inclusive: same('inclusive') },
  },
  application_fees: {
    ...kind('application_fees', 'application_fee', 'fee_', 'application_fee'),
    filters: { charge: same('charge') },
  },
  topups: {
    ...kind('topups', 'topup', 'tu_', 'topup'),
    filters: { ...status, amount: within('amount') },
  },
  quotes: {
    ...kind('quotes', 'quote', 'qt_', 'quote', false),
    filters: { ...customer, ...status, test_clock: same('test_clock') },
  },
  payment_links: {
    ...kind('payment_links', 'payment_link', 'plink_', 'payment_links', false),
    filters: active,
  },
  events: {
    ...kind('events', 'event', 'evt_', 'event'),
    filters: {
      type: (row, value) => typeof value === 'string' && isTypeIn(row, [value]),
      types: (row, value) => isTypeIn(row, listIn(value)),
      // Whether webhooks reached everybody: nothing waits any more, or something does.
      delivery_success: (row, value) => String(row['pending_webhooks'] === 0) === value,
    },
  },
  accounts: kind('accounts', 'account', 'acct_', 'account'),
  test_clocks: kind(
    'test_helpers/test_clocks',
    'test_helpers.test_clock',
    'clock_',
    'test_clock',
    false,
  ),
  webhook_endpoints: kind('webhook_endpoints', 'webhook_endpoint', 'we_', 'webhook', false),
} as const satisfies Readonly<Record<string, Kind>>

export type KindName = keyof typeof kinds

export const kindNames = Object.keys(kinds) as readonly KindName[]

export function kindOf(name: KindName): Kind {
  return kinds[name]
}

// The longest first: `sub_sched_…` is no `sub_…`.
const byPrefix = kindNames
  .map((name) => [kinds[name].prefix, name] as const)
  .toSorted(([one], [other]) => other.length - one.length)

/** The kind that an id tells by its beginning; coupons and plans may be called anything. */
export function kindOfId(id: string): KindName | undefined {
  return byPrefix.find(([prefix]) => id.startsWith(prefix))?.[1]
}

function kind(path: string, object: string, prefix: string, permission: string, created = true) {
  return { path, object, prefix, permission, created, filters: {} }
}
