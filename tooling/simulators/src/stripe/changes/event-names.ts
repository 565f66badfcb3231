import type { StripeObject } from '../json.ts'
import type { KindName } from '../kinds/kinds.ts'

interface EventNames {
  readonly created?: string
  readonly updated?: string
  readonly deleted?: string
  /** Of the status it comes to, by a change or when it is made. */
  readonly status?: Readonly<Record<string, readonly string[]>>
}

function usual(stem: string): EventNames {
  return { created: `${stem}.created`, updated: `${stem}.updated`, deleted: `${stem}.deleted` }
}

/** What is told about objects of each kind. */
const names: Readonly<Record<KindName, EventNames>> = {
  customers: usual('customer'),
  products: usual('product'),
  prices: usual('price'),
  plans: usual('plan'),
  coupons: usual('coupon'),
  promotion_codes: { created: 'promotion_code.created', updated: 'promotion_code.updated' },
  // `customer.subscription.deleted` says that it was cancelled: the object stays.
  subscriptions: {
    created: 'customer.subscription.created',
    updated: 'customer.subscription.updated',
    status: {
      canceled: ['customer.subscription.deleted'],
      paused: ['customer.subscription.paused'],
    },
  },
  subscription_schedules: {
    created: 'subscription_schedule.created',
    updated: 'subscription_schedule.updated',
    status: {
      canceled: ['subscription_schedule.canceled'],
      completed: ['subscription_schedule.completed'],
      released: ['subscription_schedule.released'],
    },
  },
  invoices: {
    ...usual('invoice'),
    status: {
      open: ['invoice.finalized'],
      paid: ['invoice.paid', 'invoice.payment_succeeded'],
      uncollectible: ['invoice.marked_uncollectible'],
      void: ['invoice.voided'],
    },
  },
  invoice_items: { created: 'invoiceitem.created', deleted: 'invoiceitem.deleted' },
  invoice_payments: { status: { paid: ['invoice_payment.paid'] } },
  credit_notes: {
    created: 'credit_note.created',
    updated: 'credit_note.updated',
    status: { void: ['credit_note.voided'] },
  },
  charges: {
    updated: 'charge.updated',
    status: {
      succeeded: ['charge.succeeded'],
      pending: ['charge.pending'],
      failed: ['charge.failed'],
    },
  },
  payment_intents: {
    created: 'payment_intent.created',
    status: {
      succeeded: ['payment_intent.succeeded'],
      processing: ['payment_intent.processing'],
      requires_action: ['payment_intent.requires_action'],
      canceled: ['payment_intent.canceled'],
    },
  },
  setup_intents: {
    created: 'setup_intent.created',
    status: { succeeded: ['setup_intent.succeeded'], canceled: ['setup_intent.canceled'] },
  },
  payment_methods: {
    created: 'payment_method.attached',
    updated: 'payment_method.updated',
    deleted: 'payment_method.detached',
  },
  refunds: {
    created: 'refund.created',
    updated: 'refund.updated',
    status: { failed: ['refund.failed'] },
  },
  disputes: {
    created: 'charge.dispute.created',
    updated: 'charge.dispute.updated',
    status: { won: ['charge.dispute.closed'], lost: ['charge.dispute.closed'] },
  },
  early_fraud_warnings: {
    created: 'radar.early_fraud_warning.created',
    updated: 'radar.early_fraud_warning.updated',
  },
  reviews: { created: 'review.opened' },
  balance_transactions: {},
  payouts: {
    created: 'payout.created',
    updated: 'payout.updated',
    status: { paid: ['payout.paid'], failed: ['payout.failed'], canceled: ['payout.canceled'] },
  },
  transfers: { created: 'transfer.created', updated: 'transfer.updated' },
  checkout_sessions: {
    status: { complete: ['checkout.session.completed'], expired: ['checkout.session.expired'] },
  },
  tax_ids: usual('customer.tax_id'),
  tax_rates: { created: 'tax_rate.created', updated: 'tax_rate.updated' },
  application_fees: { created: 'application_fee.created' },
  topups: {
    created: 'topup.created',
    status: { succeeded: ['topup.succeeded'], failed: ['topup.failed'] },
  },
  quotes: {
    created: 'quote.created',
    status: {
      open: ['quote.finalized'],
      accepted: ['quote.accepted'],
      canceled: ['quote.canceled'],
    },
  },
  payment_links: { created: 'payment_link.created', updated: 'payment_link.updated' },
  events: {},
  accounts: { updated: 'account.updated' },
  test_clocks: {
    created: 'test_helpers.test_clock.created',
    deleted: 'test_helpers.test_clock.deleted',
    status: {
      advancing: ['test_helpers.test_clock.advancing'],
      ready: ['test_helpers.test_clock.ready'],
    },
  },
  webhook_endpoints: {},
}

/** Events of an object that was made, in whatever status. */
export function creationEvents(kind: KindName): readonly string[] {
  const { created } = names[kind]
  return created === undefined ? [] : [created]
}

/** Events of an object that became another. */
export function changeEvents(
  kind: KindName,
  before: StripeObject,
  after: StripeObject,
): readonly string[] {
  const { updated } = names[kind]
  const isNewStatus = before['status'] !== after['status']
  const byStatus = isNewStatus ? statusEvents(kind, after) : []
  // A cancelled subscription is told as deleted only.
  const isTold = updated !== undefined && !byStatus.includes('customer.subscription.deleted')
  return [...special(kind, before, after), ...(isTold ? [updated] : []), ...byStatus]
}

export function deletionEvents(kind: KindName): readonly string[] {
  const { deleted } = names[kind]
  return deleted === undefined ? [] : [deleted]
}

/** Events of an object that has come to the status it has. */
export function statusEvents(kind: KindName, row: StripeObject): readonly string[] {
  const status = row['status']
  return typeof status === 'string' ? (names[kind].status?.[status] ?? []) : []
}

function special(kind: KindName, before: StripeObject, after: StripeObject): readonly string[] {
  const changed = (field: string) => JSON.stringify(before[field]) !== JSON.stringify(after[field])
  if (kind === 'charges' && changed('amount_refunded')) return ['charge.refunded']
  if (kind === 'payment_intents' && changed('last_payment_error') && !isNull(after)) {
    return ['payment_intent.payment_failed']
  }
  if (kind === 'reviews' && changed('open')) return ['review.closed']
  if (kind === 'transfers' && changed('amount_reversed')) return ['transfer.reversed']
  if (kind === 'application_fees' && changed('amount_refunded')) return ['application_fee.refunded']
  if (kind === 'invoices' && changed('attempt_count') && after['status'] === 'open') {
    return ['invoice.payment_failed']
  }
  return []
}

function isNull(row: StripeObject): boolean {
  return row['last_payment_error'] === null
}
