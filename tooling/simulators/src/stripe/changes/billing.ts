import { textIn, idIn, isJsonObject, jsonAt, type JsonObject, type StripeObject } from '../json.ts'
import type { Account } from '../store/account.ts'
import { create, existing, update } from './change.ts'
import { invoiceFor } from './invoices.ts'

export interface NewSubscription {
  readonly customer: string
  /** Ids of recurring prices. */
  readonly prices: readonly string[]
  readonly quantity?: number
  readonly trialDays?: number
  readonly fields?: JsonObject
}

/** Begins a subscription, and bills its first period unless that is a trial. */
export function subscribe(account: Account, wanted: NewSubscription): StripeObject {
  const { customer, prices, quantity = 1, trialDays = 0 } = wanted
  const start = account.now()
  const id = account.newId('sub_')
  const trialEnd = trialDays === 0 ? null : start + trialDays * 86_400
  const rows = prices.map((price) => existing(account, 'prices', price))
  const end = trialEnd ?? nextPeriod(start, start, rows[0])
  const subscription = create(account, 'subscriptions', {
    id,
    billing_cycle_anchor: trialEnd ?? start,
    currency: rows[0]?.['currency'] ?? account.currency,
    customer,
    items: rows.map((price) => itemOf(account, id, price, { quantity, start, end })),
    start_date: start,
    status: trialEnd === null ? 'active' : 'trialing',
    trial_start: trialEnd === null ? null : start,
    trial_end: trialEnd,
    test_clock: account.tables.customers.get(customer)?.['test_clock'] ?? null,
    ...wanted.fields,
  })
  if (trialEnd === null) bill(account, id, 'subscription_create')
  planRenewal(account, id, end)
  return subscription
}

/** Begins the next period and bills it. A subscription that has ended stays as it is. */
export function renew(account: Account, id: string, fails = false): void {
  const subscription = existing(account, 'subscriptions', id)
  if (subscription['status'] === 'canceled') return
  if (subscription['cancel_at_period_end'] === true) {
    cancelSubscription(account, id)
    return
  }
  const items = itemsOf(subscription)
  const start = Number(items[0]?.['current_period_end'] ?? account.now())
  const anchor = Number(subscription['billing_cycle_anchor'])
  const end = nextPeriod(start, anchor, items[0]?.['price'])
  update(account, 'subscriptions', id, {
    items: items.map((item) => inPeriod(item, start, end)),
    status: 'active',
  })
  bill(account, id, 'subscription_cycle', fails)
  planRenewal(account, id, end)
}

/** Puts another price in the place of the first one, from the next invoice on. */
export function changePrice(
  account: Account,
  id: string,
  change: { readonly price?: string; readonly quantity?: number },
): StripeObject {
  const [first, ...rest] = itemsOf(existing(account, 'subscriptions', id))
  if (first === undefined) throw new Error(`Subscription ${id} has no items.`)
  const price = existing(account, 'prices', change.price ?? idIn(first['price']) ?? '')
  const quantity = change.quantity ?? first['quantity'] ?? 1
  return update(account, 'subscriptions', id, {
    items: [{ ...first, price, plan: planIn(price), quantity }, ...rest],
  })
}

/** Ends a subscription at once, or when its period is over. */
export function cancelSubscription(
  account: Account,
  id: string,
  atPeriodEnd = false,
): StripeObject {
  const now = account.now()
  if (atPeriodEnd) {
    const [item] = itemsOf(existing(account, 'subscriptions', id))
    return update(account, 'subscriptions', id, {
      cancel_at_period_end: true,
      cancel_at: item?.['current_period_end'] ?? null,
      canceled_at: now,
    })
  }
  return update(account, 'subscriptions', id, {
    status: 'canceled',
    canceled_at: now,
    ended_at: now,
    cancellation_details: { comment: null, feedback: null, reason: 'cancellation_requested' },
  })
}

/** Renews at the end of a period, unless that was done by hand before. */
function planRenewal(account: Account, id: string, end: number): void {
  account.agenda.plan(end, () => {
    const [item] = itemsOf(existing(account, 'subscriptions', id))
    if (item?.['current_period_end'] === end) renew(account, id)
  })
}

export function itemsOf(subscription: StripeObject): readonly JsonObject[] {
  const { items } = subscription
  return Array.isArray(items) ? items.filter(isJsonObject) : []
}

function bill(account: Account, id: string, reason: string, fails = false): void {
  const subscription = existing(account, 'subscriptions', id)
  const { invoice, isPaid } = invoiceFor(account, {
    customer: idIn(subscription['customer']) ?? '',
    currency: textIn(subscription['currency']),
    reason,
    subscription: id,
    fails,
    lines: itemsOf(subscription).map((item) => ({
      amount: Number(jsonAt(item['price'], 'unit_amount')) * Number(item['quantity']),
      quantity: Number(item['quantity']),
      description: textIn(jsonAt(item['price'], 'nickname') ?? 'Subscription'),
      price: idIn(item['price']) ?? '',
      product: textIn(jsonAt(item['price'], 'product')),
      subscriptionItem: idIn(item) ?? '',
      start: Number(item['current_period_start']),
      end: Number(item['current_period_end']),
    })),
  })
  update(account, 'subscriptions', id, {
    latest_invoice: invoice.id,
    ...(!isPaid && { status: 'past_due' }),
  })
}

function inPeriod(item: JsonObject, start: number, end: number): JsonObject {
  return { ...item, current_period_start: start, current_period_end: end }
}

function itemOf(
  account: Account,
  subscription: string,
  price: StripeObject,
  period: { readonly quantity: number; readonly start: number; readonly end: number },
): JsonObject {
  return {
    id: account.newId('si_').slice(0, 'si_'.length + 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: period.start,
    current_period_end: period.end,
    current_period_start: period.start,
    discounts: [],
    metadata: {},
    plan: planIn(price),
    price,
    quantity: period.quantity,
    subscription,
    tax_rates: [],
  }
}

/** The plan that a recurring price still is, for those who read plans. */
function planIn(price: StripeObject): JsonObject {
  return {
    id: price.id,
    object: 'plan',
    active: price['active'] ?? true,
    amount: price['unit_amount'] ?? 0,
    amount_decimal: price['unit_amount_decimal'] ?? '0',
    billing_scheme: 'per_unit',
    created: price['created'] ?? 0,
    currency: price['currency'] ?? 'dkk',
    interval: jsonAt(price['recurring'], 'interval') ?? 'month',
    interval_count: jsonAt(price['recurring'], 'interval_count') ?? 1,
    livemode: price['livemode'] ?? false,
    metadata: {},
    meter: null,
    nickname: price['nickname'] ?? null,
    product: price['product'] ?? null,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}

/** A month or a year later, on the day of the anchor, or the last where the month is shorter. */
function nextPeriod(start: number, anchor: number, price: unknown): number {
  const interval = isJsonObject(price) ? jsonAt(price['recurring'], 'interval') : 'month'
  const begin = new Date(start * 1_000)
  const month = begin.getUTCMonth() + (interval === 'year' ? 12 : 1)
  const last = new Date(Date.UTC(begin.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const end = new Date(begin)
  const day = new Date(anchor * 1_000).getUTCDate()
  end.setUTCMonth(month, Math.min(day, last))
  return Math.floor(end.getTime() / 1_000)
}
