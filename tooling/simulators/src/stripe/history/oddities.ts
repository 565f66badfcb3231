import { create, update } from '../changes/change.ts'
import { closeDispute, openDispute, pay } from '../changes/payments.ts'
import { removeWithAll } from '../changes/removal.ts'
import { balanceRow } from '../money/ledger.ts'
import type { Account } from '../store/account.ts'
import { bigSubscription, invoiceStates, longInvoice, schedule } from './odd-bills.ts'

const daySeconds = 86_400

/** Plans one of each thing that a shop's sales alone do not bring, in the account's first weeks. */
export function seedOddities(account: Account, openedAt: number): void {
  const works: readonly ((account: Account) => void)[] = [
    taxes,
    oldPlans,
    company,
    foreignMoney,
    longInvoice,
    invoiceStates,
    bigSubscription,
    schedule,
    offers,
    topUp,
    trouble,
    ...(account.livemode ? [] : [testClock]),
  ]
  for (const [index, work] of works.entries()) {
    account.agenda.plan(openedAt + (index + 1) * daySeconds + 36_000, () => {
      work(account)
    })
  }
}

function taxes(account: Account): void {
  for (const [display, country, percentage] of [
    ['Moms', 'DK', 25],
    ['Moms', 'SE', 25],
    ['MwSt.', 'DE', 19],
  ] as const) {
    create(account, 'tax_rates', {
      active: country !== 'DE',
      country,
      display_name: display,
      effective_percentage: percentage,
      jurisdiction: country,
      percentage,
      tax_type: 'vat',
    })
  }
}

/** From the time before prices: a plan, its product no longer sold. */
function oldPlans(account: Account): void {
  const product = create(account, 'products', { active: false, name: 'Tea club' })
  create(account, 'plans', {
    id: 'tea-monthly',
    active: false,
    amount: 7_500,
    amount_decimal: '7500',
    nickname: 'Tea club',
    product: product.id,
  })
  create(account, 'prices', {
    active: false,
    product: product.id,
    unit_amount: 12_500,
    unit_amount_decimal: '12500',
  })
}

/** A firm with a tax id, which later asks to be forgotten, and one that stays. */
function company(account: Account): void {
  for (const [name, value] of [
    ['Kontor ApS', 'DK12345674'],
    ['Lager AB', 'SE123456789001'],
  ] as const) {
    const customer = create(account, 'customers', { name, tax_exempt: 'reverse' })
    create(account, 'tax_ids', {
      country: value.slice(0, 2),
      customer: customer.id,
      owner: { customer: customer.id, type: 'customer' },
      value,
    })
    if (name !== 'Lager AB') continue
    account.agenda.plan(account.now() + 90 * daySeconds, () => {
      removeWithAll(account, 'customers', customer.id)
    })
  }
}

/** Money without decimals, with three, and with two that are always zero. */
function foreignMoney(account: Account): void {
  for (const [currency, amount] of [
    ['jpy', 12_000],
    ['kwd', 25_750],
    ['isk', 450_000],
    ['usd', 4_999],
  ] as const) {
    pay(account, { amount, currency, description: `Paid in ${currency.toUpperCase()}` })
  }
}

/** A quote and a payment link. */
function offers(account: Account): void {
  const quote = create(account, 'quotes', {
    amount_subtotal: 80_000,
    amount_total: 80_000,
    expires_at: account.now() + 30 * daySeconds,
    line_items: [itemOf(account, 80_000)],
  })
  update(account, 'quotes', quote.id, { number: 'QT-0001', status: 'open' })
  create(account, 'payment_links', {
    line_items: [itemOf(account, 9_900)],
    url: 'https://buy.stripe.com/test_gift',
  })
}

function itemOf(account: Account, amount: number) {
  return {
    id: account.newId('li_'),
    object: 'item',
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: 'dkk',
    description: 'Gift box',
    metadata: {},
    price: null,
    quantity: 1,
  }
}

function topUp(account: Account): void {
  const id = account.newId('tu_')
  const created = account.now()
  const balance = create(
    account,
    'balance_transactions',
    balanceRow(account, {
      id: account.newId('txn_'),
      created,
      type: 'topup',
      source: id,
      amount: 500_000,
      currency: 'dkk',
      description: 'Top-up',
      availableOn: created,
    }),
  )
  create(account, 'topups', {
    id,
    amount: 500_000,
    balance_transaction: balance.id,
    source: { id: account.newId('src_'), object: 'source', type: 'bank_account' },
  })
}

/** A review, a warning and a dispute that is won, so that there is at least one of each. */
function trouble(account: Account): void {
  const { charge, intent } = pay(account, { amount: 60_000, currency: 'dkk' })
  const links = { charge: charge.id, payment_intent: intent.id }
  const review = create(account, 'reviews', links)
  update(account, 'reviews', review.id, { open: false, closed_reason: 'approved' })
  create(account, 'early_fraud_warnings', links)
  const { id } = openDispute(account, charge.id, { reason: 'fraudulent' })
  account.agenda.plan(account.now() + 21 * daySeconds, () => closeDispute(account, id, 'won'))
}

/** A customer that lives on a test clock, out of sight of plain lists. */
function testClock(account: Account): void {
  const now = account.now()
  const clock = create(account, 'test_clocks', {
    deletes_after: now + 30 * daySeconds,
    frozen_time: now,
    name: 'Renewal in a year',
  })
  create(account, 'customers', {
    email: 'clock@example.com',
    name: 'On a clock',
    test_clock: clock.id,
  })
}
