import type { JsonObject, StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { settled } from './currency.ts'
import type { Account } from '../store/account.ts'

const daySeconds = 86_400
/** How long money that came in is held back before it can be paid out. */
export const heldBackDays = 3

/**
 * What a payment costs, in hundredths of a krone: 1.4 % and 1.80 kroner, 2.9 % for cards from abroad.
 *
 * The double's own numbers; the reference has no price list.
 */
export function feeOf(amount: number, isForeign: boolean): number {
  return Math.round((amount * (isForeign ? 290 : 140)) / 10_000) + 180
}

export function dayOf(second: number): number {
  return Math.floor(second / daySeconds)
}

/** Something that moves the account's balance. */
export interface Movement {
  readonly id: string
  readonly created: number
  readonly type: 'charge' | 'refund' | 'adjustment' | 'payout' | 'transfer' | 'topup'
  /** Default: the type. */
  readonly category?: string
  readonly source: string
  /** In the source's currency; negative for what leaves the balance. */
  readonly amount: number
  readonly currency: string
  /** In the currency of settlement. */
  readonly fee?: number
  readonly description: string
  /** Default: three days later. */
  readonly availableOn?: number
}

/** A movement of the balance, in the currency it is settled in. */
export function balanceRow(account: Account, movement: Movement): StripeObject {
  const { id, created, type, fee = 0 } = movement
  const into = account.currency
  const { amount, rate } = settled(movement.amount, movement.currency, into)
  const availableOn = movement.availableOn ?? created + heldBackDays * daySeconds
  const row = rowOf(
    'balance_transactions',
    { id, created, livemode: account.livemode },
    {
      amount,
      available_on: availableOn,
      currency: into,
      description: movement.description,
      exchange_rate: rate,
      fee,
      fee_details: fee === 0 ? [] : [stripeFee(fee, into)],
      net: amount - fee,
      reporting_category: movement.category ?? type,
      source: movement.source,
      type,
    },
  )
  return balanceNow(account, row)
}

/** A movement as it stands now: whether the money is available, and which payout took it. */
export function balanceNow(account: Account, row: StripeObject): StripeObject {
  const availableOn = Number(row['available_on'])
  const payout = account.payouts.get(dayOf(availableOn)) ?? null
  return {
    ...row,
    status: availableOn <= account.now() ? 'available' : 'pending',
    '~payout': row['type'] === 'payout' ? (row['source'] ?? null) : payout,
  }
}

function stripeFee(amount: number, currency: string): JsonObject {
  return {
    amount,
    application: null,
    currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  }
}
