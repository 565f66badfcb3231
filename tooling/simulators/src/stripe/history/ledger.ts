import type { JsonObject, StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { settled } from './currency.ts'

/** How long money that came in is held back before it can be paid out. */
export const availableAfterSeconds = 3 * 86_400

/**
 * What a payment costs: 1.4 % and 1.80 kroner, 2.9 % for cards from elsewhere. A double's own numbers, near the price list.
 *
 * In the currency of settlement, hundredths of a krone.
 */
export function feeOf(amount: number, isForeign: boolean): number {
  return Math.round((amount * (isForeign ? 290 : 140)) / 10_000) + 180
}

/** A movement of the account's balance, in the currency it is settled in. */
export function balanceRow(movement: {
  readonly id: string
  readonly livemode: boolean
  readonly created: number
  readonly type:
    | 'charge'
    | 'refund'
    | 'adjustment'
    | 'payout'
    | 'transfer'
    | 'topup'
    | 'application_fee'
  readonly category: string
  readonly source: string
  /** As the source has it; negative for what leaves the balance. */
  readonly amount: number
  readonly currency: string
  readonly into: string
  readonly fee?: number
  readonly description?: string
  readonly now: number
  readonly availableOn?: number
  readonly payout?: string
}): StripeObject {
  const { amount, rate } = settled(movement.amount, movement.currency, movement.into)
  const fee = movement.fee ?? 0
  const availableOn = movement.availableOn ?? movement.created + availableAfterSeconds
  const details: readonly JsonObject[] =
    fee === 0
      ? []
      : [
          {
            amount: fee,
            application: null,
            currency: movement.into,
            description: 'Stripe processing fees',
            type: 'stripe_fee',
          },
        ]
  const { livemode: _, ...row } = rowOf('balance_transactions', movement, {
    amount,
    available_on: availableOn,
    currency: movement.into,
    description: movement.description ?? null,
    exchange_rate: rate,
    fee,
    fee_details: details,
    net: amount - fee,
    reporting_category: movement.category,
    source: movement.source,
    status: availableOn <= movement.now ? 'available' : 'pending',
    type: movement.type,
    '~payout': movement.payout ?? null,
  })
  return { ...row, id: movement.id, object: 'balance_transaction' }
}
