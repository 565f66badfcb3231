import type { Json, JsonObject, StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { idPrefix } from '../store/id-prefix.ts'
import { identifier, letterRow } from '../store/identifiers.ts'
import { settled } from '../money/currency.ts'
import { balanceRow, feeOf } from '../money/ledger.ts'
import { customerIdOf, type Making } from './making.ts'
import { billingDetails, cardOf, methodDetails } from './sale-method.ts'
import type { Sale, SaleRefund } from './sale.ts'

export function saleIds({ seed, livemode }: Making, { number }: Sale) {
  return {
    session: identifier(idPrefix('checkout_sessions', livemode), seed, number),
    intent: identifier('pi_', seed, number),
    charge: identifier('ch_', seed, number),
    balance: identifier('txn_', seed, number),
    method: identifier('pm_', seed, number),
  }
}

export function refundIds(seed: number, { shopId }: SaleRefund) {
  return { refund: identifier('re_', seed, shopId), balance: identifier('txn_', seed, shopId) }
}

export function chargeOfSale(making: Making, sale: Sale): StripeObject {
  const ids = saleIds(making, sale)
  const isPaid = sale.outcome === 'paid'
  const refunded = sale.refunds.reduce((sum, { amount }) => sum + amount, 0)
  const identity = { id: ids.charge, created: decidedAt(sale), livemode: making.livemode }
  return rowOf('charges', identity, {
    amount: sale.amount,
    amount_captured: isPaid ? sale.amount : 0,
    amount_refunded: refunded,
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
    disputed: sale.isDisputed === true,
    refunded: isPaid && refunded === sale.amount,
    status: isPaid ? 'succeeded' : 'failed',
    ...(isPaid ? { outcome: accepted } : declined),
  })
}

export function intentOfSale(making: Making, sale: Sale): StripeObject {
  const ids = saleIds(making, sale)
  const { outcome } = sale
  const isPaid = outcome === 'paid'
  const identity = { id: ids.intent, created: sale.placedAt, livemode: making.livemode }
  return rowOf('payment_intents', identity, {
    amount: sale.amount,
    amount_received: isPaid ? sale.amount : 0,
    canceled_at: outcome === 'abandoned' ? sale.placedAt + 7 * 86_400 : null,
    cancellation_reason: outcome === 'abandoned' ? 'abandoned' : null,
    client_secret: `${ids.intent}_secret_${letterRow(25, making.seed, sale.number)}`,
    currency: sale.currency,
    customer: customerOf(making, sale),
    description: `Order ${sale.orderId}`,
    last_payment_error: outcome === 'failed' ? declinedError(ids.charge) : null,
    latest_charge: isPaid || outcome === 'failed' ? ids.charge : null,
    metadata: making.metadataOf(sale.orderId),
    payment_method: isPaid ? ids.method : null,
    payment_method_types: [sale.method],
    receipt_email: sale.email ?? null,
    status: intentStatus[outcome],
  })
}

export function balanceOfSale(making: Making, sale: Sale): StripeObject {
  const ids = saleIds(making, sale)
  const { amount } = settled(sale.amount, sale.currency, making.account.currency)
  // A card is foreign where its buyer lives abroad.
  const isForeign = sale.billing !== undefined && sale.billing.country !== making.account.country
  return balanceRow(making.account, {
    id: ids.balance,
    created: decidedAt(sale),
    type: 'charge',
    source: ids.charge,
    amount: sale.amount,
    currency: sale.currency,
    fee: feeOf(amount, isForeign),
    description: `Order ${sale.orderId}`,
  })
}

export function refundRow(making: Making, sale: Sale, refund: SaleRefund): StripeObject {
  const { charge, intent, method } = saleIds(making, sale)
  const ids = refundIds(making.seed, refund)
  return rowOf(
    'refunds',
    { id: ids.refund, created: refund.at, livemode: making.livemode },
    {
      amount: refund.amount,
      balance_transaction: ids.balance,
      charge,
      currency: sale.currency,
      customer: customerOf(making, sale),
      metadata: { ...making.metadataOf(sale.orderId), reason: refund.reason },
      payment_intent: intent,
      payment_method: method,
      reason: 'requested_by_customer',
    },
  )
}

export function balanceOfRefund(making: Making, sale: Sale, refund: SaleRefund): StripeObject {
  const ids = refundIds(making.seed, refund)
  return balanceRow(making.account, {
    id: ids.balance,
    created: refund.at,
    type: 'refund',
    source: ids.refund,
    amount: -refund.amount,
    currency: sale.currency,
    description: `REFUND FOR CHARGE (Order ${sale.orderId})`,
  })
}

export function methodOfSale(making: Making, sale: Sale): StripeObject {
  const { method } = saleIds(making, sale)
  const identity = { id: method, created: decidedAt(sale), livemode: making.livemode }
  return rowOf('payment_methods', identity, {
    billing_details: billingDetails(sale),
    customer: customerOf(making, sale),
    type: sale.method,
    ...(sale.method === 'card' ? { card: cardOf(making, sale) } : { mobilepay: {} }),
  })
}

export function customerOf(making: Making, sale: Sale): string | null {
  return sale.customerId === undefined ? null : customerIdOf(making.seed, sale.customerId)
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

function declinedError(charge: string): JsonObject {
  return {
    charge,
    code: 'card_declined',
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    type: 'card_error',
  }
}
