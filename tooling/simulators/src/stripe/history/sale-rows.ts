import type { Json, JsonObject, StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { identifier, letterRow } from '../store/identifiers.ts'
import { settled } from './currency.ts'
import { balanceRow, feeOf } from './ledger.ts'
import type { Sale } from './sale.ts'

/** What all rows of one account are made with. */
export interface Making {
  readonly seed: number
  readonly livemode: boolean
  /** The currency of settlement. */
  readonly into: string
  readonly country: string
  now(): number
  /** Metadata of what belongs to an order of the shop. */
  metadataOf(orderId: string): Readonly<Record<string, string>>
}

export function saleIds({ seed }: Making, { number }: Sale) {
  return {
    session: identifier('cs_test_', seed, number),
    intent: identifier('pi_', seed, number),
    charge: identifier('ch_', seed, number),
    balance: identifier('txn_', seed, number),
    method: identifier('pm_', seed, number),
  }
}

/** The id of the shop's customer `WC17`. */
export function customerId(seed: number, shopId: string): string {
  return identifier('cus_', seed, shopId).slice(0, 'cus_'.length + 14)
}

/** A card is foreign where its buyer lives abroad. */
function isForeign(making: Making, sale: Sale): boolean {
  return sale.billing !== undefined && sale.billing.country !== making.country
}

export function chargeOfSale(making: Making, sale: Sale): StripeObject {
  const ids = saleIds(making, sale)
  const isPaid = sale.outcome === 'paid'
  return rowOf(
    'charges',
    { id: ids.charge, created: decidedAt(sale), livemode: making.livemode },
    {
      amount: sale.amount,
      amount_captured: isPaid ? sale.amount : 0,
      balance_transaction: isPaid ? ids.balance : null,
      billing_details: billingDetails(sale),
      calculated_statement_descriptor: 'WEB SHOP',
      captured: isPaid,
      currency: sale.currency,
      customer: customerOf(making, sale),
      description: `Order ${sale.orderId}`,
      metadata: making.metadataOf(sale.orderId),
      paid: isPaid,
      payment_intent: ids.intent,
      payment_method: ids.method,
      payment_method_details: methodDetails(making, sale),
      receipt_email: sale.email ?? null,
      status: isPaid ? 'succeeded' : 'failed',
      '~invoice': null,
      ...(isPaid ? { outcome: accepted } : declined),
    },
  )
}

export function intentOfSale(making: Making, sale: Sale): StripeObject {
  const ids = saleIds(making, sale)
  const { outcome } = sale
  const isPaid = outcome === 'paid'
  const hasCharge = isPaid || outcome === 'failed'
  return rowOf(
    'payment_intents',
    { id: ids.intent, created: sale.placedAt, livemode: making.livemode },
    {
      amount: sale.amount,
      amount_received: isPaid ? sale.amount : 0,
      canceled_at: outcome === 'abandoned' ? sale.placedAt + 86_400 : null,
      cancellation_reason: outcome === 'abandoned' ? 'abandoned' : null,
      client_secret: `${ids.intent}_secret_${letterRow(25, making.seed, sale.number)}`,
      currency: sale.currency,
      customer: customerOf(making, sale),
      description: `Order ${sale.orderId}`,
      last_payment_error:
        outcome === 'failed'
          ? {
              charge: ids.charge,
              code: 'card_declined',
              decline_code: 'insufficient_funds',
              message: 'Your card has insufficient funds.',
              type: 'card_error',
            }
          : null,
      latest_charge: hasCharge ? ids.charge : null,
      metadata: making.metadataOf(sale.orderId),
      payment_method: isPaid ? ids.method : null,
      payment_method_types: [sale.method],
      receipt_email: sale.email ?? null,
      status: intentStatus[outcome],
      '~invoice': null,
    },
  )
}

export function balanceOfSale(making: Making, sale: Sale, payout?: string): StripeObject {
  const ids = saleIds(making, sale)
  const { amount } = settled(sale.amount, sale.currency, making.into)
  return balanceRow({
    id: ids.balance,
    livemode: making.livemode,
    created: decidedAt(sale),
    type: 'charge',
    category: 'charge',
    source: ids.charge,
    amount: sale.amount,
    currency: sale.currency,
    into: making.into,
    fee: feeOf(amount, isForeign(making, sale)),
    description: `Order ${sale.orderId}`,
    now: making.now(),
    ...(payout !== undefined && { payout }),
  })
}

export function methodOfSale(making: Making, sale: Sale): StripeObject {
  const ids = saleIds(making, sale)
  const created = decidedAt(sale)
  return rowOf(
    'payment_methods',
    { id: ids.method, created, livemode: making.livemode },
    {
      billing_details: billingDetails(sale),
      customer: customerOf(making, sale),
      type: sale.method,
      ...(sale.method === 'card' ? { card: cardOf(making, sale) } : { mobilepay: {} }),
    },
  )
}

export function customerOf(making: Making, sale: Sale): string | null {
  return sale.customerId === undefined ? null : customerId(making.seed, sale.customerId)
}

/** When the payment succeeded or failed. */
export function decidedAt(sale: Sale): number {
  return sale.decidedAt ?? sale.placedAt
}

const intentStatus = {
  paid: 'succeeded',
  failed: 'requires_payment_method',
  pending: 'requires_payment_method',
  abandoned: 'canceled',
} as const

const accepted: Json = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  risk_score: 12,
  seller_message: 'Payment complete.',
  type: 'authorized',
}

const declined = {
  failure_code: 'card_declined',
  failure_message: 'Your card has insufficient funds.',
  outcome: {
    advice_code: 'try_again_later',
    network_advice_code: null,
    network_decline_code: '51',
    network_status: 'declined_by_network',
    reason: 'insufficient_funds',
    risk_level: 'normal',
    risk_score: 31,
    seller_message: 'The bank returned the decline code `insufficient_funds`.',
    type: 'issuer_declined',
  },
} as const

function billingDetails({ billing, email, phone }: Sale): JsonObject {
  return {
    address:
      billing === undefined
        ? null
        : {
            city: billing.town,
            country: billing.country,
            line1: billing.street,
            line2: null,
            postal_code: billing.postcode,
            state: null,
          },
    email: email ?? null,
    name: billing?.name ?? null,
    phone: phone ?? null,
    tax_id: null,
  }
}

function cardOf(making: Making, sale: Sale): JsonObject {
  const last4 = String(1_000 + ((sale.number * 7_919 + making.seed) % 9_000))
  return {
    brand: sale.number % 3 === 0 ? 'mastercard' : 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: sale.billing?.country ?? making.country,
    exp_month: 1 + (sale.number % 12),
    exp_year: 2_029,
    fingerprint: letterRow(16, making.seed, last4),
    funding: 'debit',
    last4,
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

function methodDetails(making: Making, sale: Sale): JsonObject {
  if (sale.method === 'mobilepay') return { mobilepay: { card: null }, type: 'mobilepay' }
  return { card: cardOf(making, sale), type: 'card' }
}
