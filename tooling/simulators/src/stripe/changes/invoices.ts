import { textIn, type JsonObject, type StripeObject } from '../json.ts'
import type { Account } from '../store/account.ts'
import { create, existing, update } from './change.ts'
import { pay } from './payments.ts'

export interface InvoiceLine {
  readonly amount: number
  readonly quantity: number
  readonly description: string
  readonly price: string
  readonly product: string
  readonly subscriptionItem?: string
  readonly start: number
  readonly end: number
}

export interface NewInvoice {
  readonly customer: string
  readonly currency: string
  readonly reason: string
  readonly subscription?: string
  readonly lines: readonly InvoiceLine[]
  /** It stays a draft. Default false. */
  readonly isDraft?: boolean
  /** The card is declined. Default false. */
  readonly fails?: boolean
}

/** Writes an invoice, finalises it and charges it, all in one second. */
export function invoiceFor(
  account: Account,
  wanted: NewInvoice,
): { readonly invoice: StripeObject; readonly isPaid: boolean } {
  const { customer, currency, lines, subscription } = wanted
  const id = account.newId('in_')
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const buyer = account.tables.customers.get(customer)
  const draft = create(account, 'invoices', {
    id,
    amount_due: total,
    amount_remaining: total,
    auto_advance: true,
    billing_reason: wanted.reason,
    currency,
    customer,
    customer_address: buyer?.['address'] ?? null,
    customer_email: buyer?.['email'] ?? null,
    customer_name: buyer?.['name'] ?? null,
    customer_phone: buyer?.['phone'] ?? null,
    lines: lines.map((line) => lineOf(account, id, wanted, line)),
    parent:
      subscription === undefined
        ? null
        : {
            quote_details: null,
            subscription_details: { metadata: {}, subscription },
            type: 'subscription_details',
          },
    period_end: account.now(),
    period_start: account.now(),
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: buyer?.['test_clock'] ?? null,
    total,
    total_excluding_tax: total,
  })
  if (wanted.isDraft === true) return { invoice: draft, isPaid: false }
  finalizeInvoice(account, id)
  return settleInvoice(account, id, wanted.fails ?? false)
}

export function finalizeInvoice(account: Account, id: string): StripeObject {
  const invoice = existing(account, 'invoices', id)
  const number = String(account.tables.invoices.length).padStart(4, '0')
  return update(account, 'invoices', id, {
    effective_at: account.now(),
    hosted_invoice_url: `https://invoice.stripe.com/i/${account.id}/${id}`,
    invoice_pdf: `https://pay.stripe.com/invoice/${account.id}/${id}/pdf`,
    number: `SHOP-${number}`,
    status: 'open',
    status_transitions: {
      ...(invoice['status_transitions'] as JsonObject),
      finalized_at: account.now(),
    },
  })
}

/** Charges an open invoice. */
export function settleInvoice(
  account: Account,
  id: string,
  fails = false,
): { readonly invoice: StripeObject; readonly isPaid: boolean } {
  const invoice = existing(account, 'invoices', id)
  const [due, currency] = [Number(invoice['amount_remaining']), textIn(invoice['currency'])]
  const customer = invoice['customer']
  const { intent } = pay(account, {
    amount: due,
    currency,
    description: `Invoice ${textIn(invoice['number'])}`,
    fails,
    ...(typeof customer === 'string' && { customer }),
    charge: { '~invoice': id },
    intent: { '~invoice': id },
  })
  create(account, 'invoice_payments', {
    amount_paid: fails ? null : due,
    amount_requested: due,
    currency,
    invoice: id,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: fails ? 'open' : 'paid',
    status_transitions: { canceled_at: null, paid_at: fails ? null : account.now() },
  })
  const attempt = { attempted: true, attempt_count: Number(invoice['attempt_count']) + 1 }
  const after = update(
    account,
    'invoices',
    id,
    fails
      ? { ...attempt, next_payment_attempt: account.now() + 3 * 86_400 }
      : {
          ...attempt,
          amount_paid: due,
          amount_remaining: 0,
          auto_advance: false,
          status: 'paid',
          status_transitions: {
            ...(invoice['status_transitions'] as JsonObject),
            paid_at: account.now(),
          },
        },
  )
  return { invoice: after, isPaid: !fails }
}

function lineOf(
  account: Account,
  invoice: string,
  { currency, subscription }: NewInvoice,
  line: InvoiceLine,
): JsonObject {
  return {
    id: account.newId('il_'),
    object: 'line_item',
    amount: line.amount,
    currency,
    description: `${line.quantity} × ${line.description}`,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: account.livemode,
    metadata: {},
    parent:
      line.subscriptionItem === undefined || subscription === undefined
        ? null
        : {
            invoice_item_details: null,
            subscription_item_details: {
              invoice_item: null,
              proration: false,
              proration_details: { credited_items: null },
              subscription,
              subscription_item: line.subscriptionItem,
            },
            type: 'subscription_item_details',
          },
    period: { end: line.end, start: line.start },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: line.price, product: line.product },
      type: 'price_details',
      unit_amount_decimal: String(line.amount / line.quantity),
    },
    quantity: line.quantity,
    subtotal: line.amount,
    taxes: [],
  }
}
