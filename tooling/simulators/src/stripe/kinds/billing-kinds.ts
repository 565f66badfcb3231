import { isJsonObject, jsonAt, textIn } from '../json.ts'
import { filterBy, kind, matching, offClock, same, within, type Filter, type Kind } from './kind.ts'

const hasItemOf =
  (field: 'price' | 'plan'): Filter =>
  (row, value) =>
    Array.isArray(row['items']) &&
    row['items'].some((item) => isJsonObject(item) && jsonAt(item, `${field}.id`) === value)

const canceled = new Set(['canceled', 'incomplete_expired'])

const subscriptionStatus: Filter = (row, value) => {
  if (value === 'all') return true
  if (value === 'ended') return canceled.has(textIn(row['status']))
  return row['status'] === value
}

/** What is owed again and again, and what is owed once. */
export const billingKinds = {
  subscriptions: {
    ...kind('subscriptions', 'subscription', 'sub_', 'subscription'),
    filters: {
      ...filterBy.customer,
      ...filterBy.testClock,
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
      offClock(row, query) &&
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
      ...filterBy.customer,
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
      ...filterBy.customer,
      ...filterBy.status,
      collection_method: same('collection_method'),
      due_date: within('due_date'),
      subscription: same('parent.subscription_details.subscription'),
    },
  },
  invoice_items: {
    ...kind('invoiceitems', 'invoiceitem', 'ii_', 'invoice'),
    filters: {
      ...filterBy.customer,
      invoice: same('invoice'),
      pending: (row, value) => String(row['invoice'] === null) === value,
    },
  },
  invoice_payments: {
    ...kind('invoice_payments', 'invoice_payment', 'inpay_', 'invoice'),
    filters: {
      ...filterBy.status,
      invoice: same('invoice'),
      payment: matching('payment'),
    },
  },
  credit_notes: {
    ...kind('credit_notes', 'credit_note', 'cn_', 'credit_note'),
    undatedUpTo: '2020-08-27',
    filters: { ...filterBy.customer, invoice: same('invoice') },
  },
  quotes: {
    ...kind('quotes', 'quote', 'qt_', 'quote', false),
    filters: { ...filterBy.customer, ...filterBy.status, test_clock: same('test_clock') },
  },
} as const satisfies Readonly<Record<string, Kind>>
