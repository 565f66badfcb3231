import { subscribe } from '../changes/billing.ts'
import { create, update } from '../changes/change.ts'
import { finalizeInvoice, invoiceFor, type InvoiceLine } from '../changes/invoices.ts'
import { removeWithAll } from '../changes/removal.ts'
import type { StripeObject } from '../json.ts'
import type { Account } from '../store/account.ts'

const lineOf = (amount: number, number: number): InvoiceLine => ({
  amount,
  quantity: 1,
  description: `Tasting no. ${number}`,
  price: 'price_tasting',
  product: 'prod_tasting',
  start: 0,
  end: 0,
})

/** More lines than an invoice shows, and a credit note over some of them. */
export function longInvoice(account: Account): void {
  const customer = create(account, 'customers', { email: 'bulk@example.com', name: 'Bulk buyer' })
  const lines = Array.from({ length: 27 }, (_, index) => lineOf(1_000 + index, index + 1))
  const { invoice } = invoiceFor(account, {
    customer: customer.id,
    currency: 'dkk',
    reason: 'manual',
    lines,
  })
  create(account, 'invoice_items', {
    amount: 1_000,
    customer: customer.id,
    date: account.now(),
    description: 'Still to be billed',
    net_amount: 1_000,
  })
  const amounts = { amount: 2_001, subtotal: 2_001, total: 2_001, total_excluding_tax: 2_001 }
  create(account, 'credit_notes', {
    ...amounts,
    customer: customer.id,
    invoice: invoice.id,
    lines: lines.slice(0, 2).map((line, index) => creditLine(account, line, index)),
    number: 'SHOP-CN-01',
    pdf: `https://pay.stripe.com/credit_notes/${account.id}/${invoice.id}/pdf`,
    post_payment_amount: 2_001,
    reason: 'product_unsatisfactory',
    subtotal_excluding_tax: 2_001,
  })
}

function creditLine(account: Account, line: InvoiceLine, index: number) {
  return {
    id: account.newId('cnli_'),
    object: 'credit_note_line_item',
    amount: line.amount,
    description: line.description,
    discount_amount: 0,
    discount_amounts: [],
    invoice_line_item: `il_${index}`,
    livemode: account.livemode,
    quantity: 1,
    tax_rates: [],
    taxes: [],
    type: 'invoice_line_item',
    unit_amount: line.amount,
    unit_amount_decimal: String(line.amount),
  }
}

/** A draft that is deleted, one that stays, an open, a void and a lost one. */
export function invoiceStates(account: Account): void {
  const customer = create(account, 'customers', { email: 'slow@example.com', name: 'Slow payer' })
  const draft = (): StripeObject =>
    invoiceFor(account, {
      customer: customer.id,
      currency: 'dkk',
      reason: 'manual',
      lines: [lineOf(50_000, 1)],
      isDraft: true,
    }).invoice
  draft()
  removeWithAll(account, 'invoices', draft().id)
  finalizeInvoice(account, draft().id)
  for (const status of ['void', 'uncollectible'] as const) {
    const { id } = finalizeInvoice(account, draft().id)
    update(account, 'invoices', id, { status })
  }
}

/** More items than a subscription shows. */
export function bigSubscription(account: Account): void {
  const customer = create(account, 'customers', { email: 'canteen@example.com', name: 'Canteen' })
  const product = create(account, 'products', { name: 'Canteen supplies' })
  const prices = Array.from({ length: 14 }, (_, index) =>
    create(account, 'prices', {
      nickname: `Supplies ${index + 1}`,
      product: product.id,
      recurring: {
        interval: 'year',
        interval_count: 1,
        meter: null,
        trial_period_days: null,
        usage_type: 'licensed',
      },
      type: 'recurring',
      unit_amount: 10_000 + index,
      unit_amount_decimal: String(10_000 + index),
    }),
  )
  subscribe(account, { customer: customer.id, prices: prices.map(({ id }) => id) })
}

export function schedule(account: Account): void {
  const customer = create(account, 'customers', { email: 'later@example.com', name: 'Later' })
  const now = account.now()
  for (const status of ['not_started', 'completed', 'canceled'] as const) {
    create(account, 'subscription_schedules', {
      customer: customer.id,
      status,
      ...(status === 'completed' && { completed_at: now }),
      ...(status === 'canceled' && { canceled_at: now }),
    })
  }
}
