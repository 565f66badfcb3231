import { textIn, idIn, type JsonObject, type StripeObject } from '../json.ts'
import { settled } from '../money/currency.ts'
import { balanceRow, feeOf, type Movement } from '../money/ledger.ts'
import type { Account } from '../store/account.ts'
import { create, existing, update } from './change.ts'

export interface Payment {
  /** As the API counts it: minor units, whole krónur times a hundred. */
  readonly amount: number
  /** Lower case. */
  readonly currency: string
  readonly customer?: string
  readonly description?: string
  readonly metadata?: Readonly<Record<string, string>>
  /** The card is declined. Default false. */
  readonly fails?: boolean
  /** Further properties of the charge and of the intent. */
  readonly charge?: JsonObject
  readonly intent?: JsonObject
}

/** Writes a movement of the balance. Nothing is told of those. */
export function move(account: Account, movement: Omit<Movement, 'id' | 'created'>): StripeObject {
  const id = account.newId('txn_')
  return create(
    account,
    'balance_transactions',
    balanceRow(account, { ...movement, id, created: account.now() }),
  )
}

/** Somebody pays, or tries to: an intent, its charge and, if it goes well, the money. */
export function pay(
  account: Account,
  payment: Payment,
): { readonly intent: StripeObject; readonly charge: StripeObject } {
  const { amount, currency, fails = false } = payment
  const shared: JsonObject = {
    amount,
    currency,
    customer: payment.customer ?? null,
    description: payment.description ?? null,
    metadata: payment.metadata ?? {},
  }
  const intent = create(account, 'payment_intents', { ...shared, ...payment.intent })
  const chargeId = account.newId('ch_')
  const movement = fails ? undefined : moneyIn(account, chargeId, payment)
  const charge = create(account, 'charges', {
    ...shared,
    id: chargeId,
    amount_captured: fails ? 0 : amount,
    balance_transaction: movement?.id ?? null,
    captured: !fails,
    paid: !fails,
    payment_intent: intent.id,
    status: fails ? 'failed' : 'succeeded',
    ...(fails && { failure_code: 'card_declined', failure_message: 'Your card was declined.' }),
    ...payment.charge,
  })
  const after = update(account, 'payment_intents', intent.id, {
    latest_charge: charge.id,
    ...(fails
      ? { last_payment_error: { code: 'card_declined', type: 'card_error', charge: charge.id } }
      : { status: 'succeeded', amount_received: amount }),
  })
  return { intent: after, charge }
}

/** Gives back a charge, or a part of it. @throws if more would be given back than was paid. */
export function refundCharge(
  account: Account,
  chargeId: string,
  what: {
    readonly amount?: number
    readonly fields?: JsonObject
    readonly balanceId?: string
  } = {},
): StripeObject {
  const charge = existing(account, 'charges', chargeId)
  const refunded = Number(charge['amount_refunded'])
  const left = Number(charge['amount']) - refunded
  const amount = what.amount ?? left
  if (amount < 1 || amount > left) {
    throw new Error(`Of charge ${chargeId}, ${left} can be given back, and not ${amount}.`)
  }
  const id = typeof what.fields?.['id'] === 'string' ? what.fields['id'] : account.newId('re_')
  const balanceId = what.balanceId ?? account.newId('txn_')
  const currency = textIn(charge['currency'])
  create(
    account,
    'balance_transactions',
    balanceRow(account, {
      id: balanceId,
      created: account.now(),
      type: 'refund',
      source: id,
      amount: -amount,
      currency,
      description: 'REFUND FOR CHARGE',
    }),
  )
  const refund = create(account, 'refunds', {
    amount,
    balance_transaction: balanceId,
    charge: chargeId,
    currency,
    customer: charge['customer'] ?? null,
    payment_intent: charge['payment_intent'] ?? null,
    payment_method: charge['payment_method'] ?? null,
    ...what.fields,
    id,
  })
  update(account, 'charges', chargeId, {
    amount_refunded: refunded + amount,
    refunded: amount === left,
  })
  return refund
}

/** The buyer's bank takes the money back until the matter is decided. */
export function openDispute(
  account: Account,
  chargeId: string,
  fields: JsonObject = {},
): StripeObject {
  const charge = existing(account, 'charges', chargeId)
  const id = typeof fields['id'] === 'string' ? fields['id'] : account.newId('du_')
  const movement = move(account, {
    type: 'adjustment',
    category: 'dispute',
    source: id,
    amount: -Number(charge['amount']),
    currency: textIn(charge['currency']),
    fee: disputeFee,
    description: `Chargeback withdrawal for ${chargeId}`,
  })
  update(account, 'charges', chargeId, { disputed: true, '~dispute': id })
  return create(account, 'disputes', {
    amount: charge['amount'] ?? 0,
    balance_transactions: [movement],
    charge: chargeId,
    currency: charge['currency'] ?? 'dkk',
    payment_intent: charge['payment_intent'] ?? null,
    ...fields,
    id,
  })
}

/** Decides a dispute. The money comes back if it was won. */
export function closeDispute(account: Account, id: string, outcome: 'won' | 'lost'): StripeObject {
  const dispute = existing(account, 'disputes', id)
  const before = Array.isArray(dispute['balance_transactions'])
    ? dispute['balance_transactions']
    : []
  const back =
    outcome === 'lost'
      ? []
      : [
          move(account, {
            type: 'adjustment',
            category: 'dispute_reversal',
            source: id,
            amount: Number(dispute['amount']),
            currency: textIn(dispute['currency']),
            fee: -disputeFee,
            description: `Chargeback reversal for ${idIn(dispute['charge']) ?? ''}`,
          }),
        ]
  return update(account, 'disputes', id, {
    status: outcome,
    balance_transactions: [...before, ...back],
  })
}

/** In hundredths of a krone; the double's own number. */
const disputeFee = 15_000

function moneyIn(account: Account, chargeId: string, payment: Payment): StripeObject {
  const { amount } = settled(payment.amount, payment.currency, account.currency)
  return move(account, {
    type: 'charge',
    source: chargeId,
    amount: payment.amount,
    currency: payment.currency,
    fee: feeOf(amount, false),
    description: payment.description ?? 'Payment',
  })
}
