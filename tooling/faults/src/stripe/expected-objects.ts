import { isDeepStrictEqual } from 'node:util'
import type {
  JsonObject,
  KindName,
  SimulatedStripe,
  StripeObject,
} from '@cartograph/simulators/stripe'
import { wholeList } from './whole-list.ts'

/** One stream of the connector, and what a perfect reader would have of it. */
export interface Expected {
  readonly stream: string
  readonly objects: readonly StripeObject[]
  /** Fields that the account changes without a word, so that nobody can know. */
  readonly unseen: readonly string[]
  /** Whether what the account no longer shows may stay in the store. */
  readonly mayStay: (stored: JsonObject) => boolean
}

/** Events are kept for thirty days. */
const eventsKeptSeconds = 30 * 86_400
const never = () => false

/** A stream that has a list of its own, and what the double calls its objects. */
const kinds: Readonly<Record<string, KindName>> = {
  customers: 'customers',
  products: 'products',
  prices: 'prices',
  plans: 'plans',
  coupons: 'coupons',
  promotionCodes: 'promotion_codes',
  taxRates: 'tax_rates',
  subscriptions: 'subscriptions',
  subscriptionSchedules: 'subscription_schedules',
  invoices: 'invoices',
  invoiceItems: 'invoice_items',
  invoicePayments: 'invoice_payments',
  creditNotes: 'credit_notes',
  charges: 'charges',
  paymentIntents: 'payment_intents',
  setupIntents: 'setup_intents',
  refunds: 'refunds',
  disputes: 'disputes',
  earlyFraudWarnings: 'early_fraud_warnings',
  reviews: 'reviews',
  balanceTransactions: 'balance_transactions',
  payouts: 'payouts',
  transfers: 'transfers',
  applicationFees: 'application_fees',
  topups: 'topups',
  checkoutSessions: 'checkout_sessions',
  quotes: 'quotes',
  paymentLinks: 'payment_links',
  events: 'events',
  taxIds: 'tax_ids',
  paymentMethods: 'payment_methods',
}

/** A stream of what hangs on another's objects, and where it is listed. */
const nested: Readonly<Record<string, { readonly of: KindName; readonly list: string }>> = {
  subscriptionItems: { of: 'subscriptions', list: '/v1/subscription_items?subscription=:id' },
  invoiceLineItems: { of: 'invoices', list: '/v1/invoices/:id/lines?' },
  checkoutLineItems: { of: 'checkout_sessions', list: '/v1/checkout/sessions/:id/line_items?' },
  transferReversals: { of: 'transfers', list: '/v1/transfers/:id/reversals?' },
}

/**
 * What is documented to stay as it was read, with the reason.
 *
 * - `balanceTransactions`: no event speaks of them. Their `status` becomes `available` by itself; and the double lets the amount
 *   of a sale follow its order, which Stripe itself never does.
 * - `events`: `pending_webhooks` counts down after they are made, and an event says nothing of itself.
 */
const unseen: Readonly<Record<string, readonly string[]>> = {
  balanceTransactions: ['status', 'amount', 'fee', 'fee_details', 'net'],
  events: ['pending_webhooks'],
}

/**
 * What is documented to outlive the account's own, with the reason.
 *
 * - `events`: Stripe forgets them after thirty days.
 * - `taxIds`: one that an event told of belongs to no listing of its customer yet, and where that customer is deleted before
 *   there is one, no event says that the tax id is gone as well.
 */
const lasting: Readonly<Record<string, (account: Present) => (stored: JsonObject) => boolean>> = {
  events:
    ({ now }) =>
    ({ created }) =>
      Number(created) <= now - eventsKeptSeconds,
  taxIds:
    ({ customers }) =>
    ({ customer }) =>
      typeof customer === 'string' && !customers.has(customer),
}

interface Present {
  /** Seconds. */
  readonly now: number
  /** Ids of those that are not deleted. */
  readonly customers: ReadonlySet<string>
}

/** The streams whose objects are no part of another one. */
export function expectedListed(stripe: SimulatedStripe): readonly Expected[] {
  const customers = new Set(stripe.truth('customers').map(({ id }) => id))
  return Object.entries(kinds).map(([stream, kind]) => ({
    stream,
    objects: stripe.truth(kind).filter((row) => isRead(stream, row, customers)),
    unseen: unseen[stream] ?? [],
    mayStay: lasting[stream]?.({ now: stripe.admin.now(), customers }) ?? never,
  }))
}

/** Every stream, in the state that a perfect reader would have read. */
export async function expectedObjects(stripe: SimulatedStripe): Promise<readonly Expected[]> {
  const hanging: Expected[] = []
  for (const [stream, { of, list }] of Object.entries(nested)) {
    const objects: StripeObject[] = []
    for (const { id } of stripe.truth(of))
      objects.push(...(await wholeList(stripe, list.replace(':id', id))))
    hanging.push({ stream, objects, unseen: [], mayStay: never })
  }
  return [...expectedListed(stripe), ...hanging]
}

/** What Stripe lists of a test clock only where the clock is named. */
const onClocks: ReadonlySet<string> = new Set(['customers', 'subscriptions', 'quotes'])

/**
 * Payment methods and tax ids are listed by their customer alone, so there is no list of those of nobody, or of somebody who
 * was deleted.
 */
function isRead(stream: string, row: StripeObject, customers: ReadonlySet<string>): boolean {
  const { customer, test_clock: clock } = row
  if (stream === 'paymentMethods' || stream === 'taxIds')
    return typeof customer === 'string' && customers.has(customer)
  return !onClocks.has(stream) || typeof clock !== 'string'
}

/** What the store lacks, has too much, or has in another state, in words. */
export function objectDifferences(
  { stream, objects, unseen: ignored, mayStay }: Expected,
  found: ReadonlyMap<string, JsonObject>,
): readonly string[] {
  const ids = new Set(objects.map(({ id }) => id))
  const extra = [...found]
    .filter(([id, have]) => !ids.has(id) && !mayStay(have))
    .map(([id]) => `${stream} ${id} is in the store, and not in the account`)
  const wrong = objects.flatMap((row) => {
    const have = found.get(row.id)
    if (have === undefined) return [`${stream} ${row.id} is in the account, and not in the store`]
    return Object.keys(row)
      .filter((field) => !ignored.includes(field))
      .filter((field) => !isSame(row[field], have[field]))
      .map(
        (field) =>
          `${stream} ${row.id}: ${field} is ${shown(have[field])} in the store, ${shown(row[field])} in the account`,
      )
  })
  return [...extra, ...wrong]
}

/** The store has lists inside objects whole, of which the account shows the first ten. */
function isSame(want: unknown, have: unknown): boolean {
  if (!isCutList(want) || !isList(have)) return isDeepStrictEqual(want, have)
  return !have.has_more && isDeepStrictEqual(want.data, have.data.slice(0, want.data.length))
}

interface List {
  readonly data: readonly unknown[]
  readonly has_more: boolean
}

function isList(value: unknown): value is List {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    Array.isArray(value.data) &&
    'has_more' in value
  )
}

function isCutList(value: unknown): value is List {
  return isList(value) && value.has_more
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 120)
}
