import { draws, type Draws } from '../../shop/random.ts'
import { cancelSubscription, changePrice, itemsOf, subscribe } from '../changes/billing.ts'
import { create, existing, update } from '../changes/change.ts'
import { settleInvoice } from '../changes/invoices.ts'
import { textIn, idIn, type StripeObject } from '../json.ts'
import type { Account } from '../store/account.ts'
import { identifier } from '../store/identifiers.ts'

const daySeconds = 86_400
/** More do not subscribe, however large the shop is. */
const atMost = 120

/** What can be subscribed to: small and large, by the month and by the year, and in currencies with other decimals. */
const offers = [
  { key: 'small', currency: 'dkk', amount: 9_900, interval: 'month' },
  { key: 'large', currency: 'dkk', amount: 19_900, interval: 'month' },
  { key: 'yearly', currency: 'dkk', amount: 99_000, interval: 'year' },
  // No decimals, and three.
  { key: 'yen', currency: 'jpy', amount: 2_200, interval: 'month' },
  { key: 'dinar', currency: 'kwd', amount: 4_500, interval: 'month' },
] as const

type OfferKey = (typeof offers)[number]['key']

/** A coffee club: some customers join it, change what they get, fail to pay, and leave. All of it is planned from the seed. */
export interface Club {
  /** Lets a customer join some day after this second, if chance has it so. */
  invite(customer: string, number: number, from: number): void
}

export function openClub(account: Account, openedAt: number): Club {
  const { seed } = account
  const product = identifier('prod_', seed, 'club').slice(0, 'prod_'.length + 14)
  const priceOf = (key: OfferKey) => identifier('price_', seed, 'club', key)
  account.dated(openedAt, () => {
    create(account, 'products', { id: product, name: 'Coffee club', updated: openedAt })
    for (const offer of offers) {
      create(account, 'prices', {
        id: priceOf(offer.key),
        currency: offer.currency,
        lookup_key: `club_${offer.key}`,
        nickname: `Coffee club, ${offer.key}`,
        product,
        recurring: recurring(offer.interval),
        type: 'recurring',
        unit_amount: offer.amount,
        unit_amount_decimal: String(offer.amount),
      })
    }
  })
  let members = 0

  return {
    invite(customer, number, from) {
      const draw = draws(seed, 8_301, number)
      if (members >= atMost || !draw.chance(0.14)) return
      members += 1
      const key = draw.pick(['small', 'small', 'small', 'large', 'yearly', 'yen', 'dinar'] as const)
      const joinsAt = from + draw.between(1, 20) * daySeconds + draw.below(daySeconds)
      const story = storyOf(draw)
      account.agenda.plan(joinsAt, () => {
        attachCard(account, customer, number)
        const { id } = subscribe(account, {
          customer,
          prices: [priceOf(key)],
          trialDays: draw.chance(0.2) ? 14 : 0,
        })
        tell(account, id, priceOf, { ...story, joinsAt })
      })
    },
  }
}

interface Story {
  readonly upgradesAfter: number | undefined
  readonly leavesAfter: number | undefined
  readonly failsAfter: number | undefined
}

function storyOf(draw: Draws): Story {
  const maybe = (chance: number, from: number, to: number) =>
    draw.chance(chance) ? draw.between(from, to) * daySeconds + 7_200 : undefined
  return {
    upgradesAfter: maybe(0.25, 30, 200),
    leavesAfter: maybe(0.4, 40, 400),
    failsAfter: maybe(0.15, 20, 100),
  }
}

function tell(
  account: Account,
  id: string,
  priceOf: (key: OfferKey) => string,
  { joinsAt, upgradesAfter, leavesAfter, failsAfter }: Story & { readonly joinsAt: number },
): void {
  const { agenda } = account
  const isActive = () => existing(account, 'subscriptions', id)['status'] === 'active'
  if (upgradesAfter !== undefined) {
    agenda.plan(joinsAt + upgradesAfter, () => {
      const [item] = itemsOf(existing(account, 'subscriptions', id))
      if (!isActive()) return
      const isSmall = idIn(item?.['price']) === priceOf('small')
      changePrice(account, id, isSmall ? { price: priceOf('large') } : { quantity: 2 })
    })
  }
  if (failsAfter !== undefined) {
    agenda.plan(joinsAt + failsAfter, () => {
      if (!isActive()) return
      failAndRecover(account, id)
    })
  }
  if (leavesAfter !== undefined) {
    agenda.plan(joinsAt + leavesAfter, () => {
      if (isActive()) cancelSubscription(account, id, joinsAt % 2 === 0)
    })
  }
}

/** The latest invoice is opened again in all but name: a second one fails, and is paid three days later. */
function failAndRecover(account: Account, id: string): void {
  const subscription = existing(account, 'subscriptions', id)
  const invoice = idIn(subscription['latest_invoice'])
  if (invoice === undefined) return
  const before = existing(account, 'invoices', invoice)
  const again = create(account, 'invoices', {
    ...withoutIdentity(before),
    id: account.newId('in_'),
    amount_paid: 0,
    amount_remaining: before['amount_due'] ?? 0,
    attempt_count: 0,
    billing_reason: 'subscription_update',
    status: 'open',
    number: `${textIn(before['number'])}-B`,
  })
  settleInvoice(account, again.id, true)
  update(account, 'subscriptions', id, { status: 'past_due', latest_invoice: again.id })
  account.agenda.plan(account.now() + 3 * daySeconds, () => {
    settleInvoice(account, again.id)
    if (existing(account, 'subscriptions', id)['status'] !== 'past_due') return
    update(account, 'subscriptions', id, { status: 'active' })
  })
}

function withoutIdentity(row: StripeObject) {
  const { created: _, ...rest } = row
  return rest
}

/** A card is kept for later payments by a setup intent. */
function attachCard(account: Account, customer: string, number: number): void {
  const method = create(account, 'payment_methods', {
    customer,
    type: 'card',
    card: {
      brand: 'visa',
      country: account.country,
      exp_month: 1 + (number % 12),
      exp_year: 2_030,
      funding: 'credit',
      last4: String(1_000 + (number % 9_000)),
    },
  })
  create(account, 'setup_intents', {
    customer,
    payment_method: method.id,
    status: 'succeeded',
    usage: 'off_session',
  })
  update(account, 'customers', customer, {
    invoice_settings: {
      custom_fields: null,
      default_payment_method: method.id,
      footer: null,
      rendering_options: null,
    },
  })
}

function recurring(interval: 'month' | 'year') {
  return {
    interval,
    interval_count: 1,
    meter: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}
