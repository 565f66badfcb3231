import type { JsonObject, Key, Transaction } from '@cartograph/core'
import type { TillContext } from './caller-context.ts'
import { isBonusCheck, leftOf, vouchersOf } from './card.ts'
import { refusal } from './contact-input.ts'
import { textIn } from './json-fields.ts'
import { knownWithin } from './known-contact.ts'
import { decimalText, minorUnits } from './minor-units.ts'
import type { RedemptionRow } from './streams.ts'

/** What a till wants to spend with a receipt. */
export interface Spending {
  readonly receipt: string
  readonly checks: readonly {
    readonly id: string
    /** Decimal text. Default: all that is left. */
    readonly amount?: string | undefined
  }[]
  readonly store?: string | undefined
}

/**
 * Spends bonus checks of a customer with a receipt, all of them or none.
 *
 * Tills take turns at a check. A till that asks again with the same receipt is told yes, and nothing more is taken.
 *
 * @throws a `record` fault, in words for the till, for a check that is spent, over, too small or another customer's.
 */
export async function redeemChecks(
  context: TillContext,
  contactId: string,
  spending: Spending,
): Promise<void> {
  await context.transact<true>(
    {
      locks: spending.checks.map(({ id }) => lockOfCheck(id)),
      // What was taken with the receipt is kept by itself, so that it can also be taken back and taken anew.
      once: `redeem ${crypto.randomUUID()}`,
    },
    async (transaction) => {
      const known = await knownWithin(transaction, contactId, context.config.accountId)
      const own = await vouchersOf(transaction.find, known)
      for (const { id, amount } of spending.checks) {
        if ((await transaction.get('redemptions', keyOf(id, spending))) !== undefined) continue
        const check = own.find((row) => row['id'] === id)
        const row = spent(check, { id, amount, spending, now: context.now() })
        transaction.put({ stream: 'redemptions', op: 'upsert', row, at: context.now() })
      }
      return { commit: true, answer: true }
    },
  )
}

/** Gives back what was taken with a receipt. */
export async function takeBackChecks(context: TillContext, spending: Spending): Promise<void> {
  await context.transact<true>(
    {
      locks: spending.checks.map(({ id }) => lockOfCheck(id)),
      once: `take back ${crypto.randomUUID()}`,
    },
    async (transaction) => {
      for (const { id } of spending.checks)
        await takeBack(transaction, keyOf(id, spending), context)
      return { commit: true, answer: true }
    },
  )
}

async function takeBack(transaction: Transaction, key: Key, { now }: TillContext): Promise<void> {
  if ((await transaction.get('redemptions', key)) === undefined) return
  transaction.put({ stream: 'redemptions', op: 'delete', key, at: now() })
}

/** Checks are of every connection, so the lock is named by the whole id. */
function lockOfCheck(id: string): string {
  return `voucher ${id}`
}

function keyOf(id: string, { receipt }: Spending): Key {
  return [id, receipt]
}

interface Wish {
  readonly id: string
  readonly amount: string | undefined
  readonly spending: Spending
  readonly now: number
}

function spent(check: JsonObject | undefined, { id, amount, spending, now }: Wish): RedemptionRow {
  if (check === undefined)
    throw refusal('The customer has no such bonus check.', 'Search for the customer again.')
  if (!isBonusCheck(check, now))
    throw refusal('The bonus check can no longer be used.', 'It has expired, or was taken back.')
  const currency = textIn(check, 'currency') ?? ''
  const left = leftOf(check)
  if (left <= 0)
    throw refusal('The bonus check is spent.', 'It was used before, perhaps at another till.')
  const wanted = amount === undefined ? left : minorUnits(amount, currency)
  if (wanted === undefined || wanted <= 0)
    throw refusal('The amount is no amount.', 'Expected is one such as 100.00.', 'amount')
  if (wanted > left)
    throw refusal(
      `Only ${decimalText(left, currency)} ${currency} of the bonus check is left.`,
      'Take no more than that.',
      'amount',
    )
  return {
    check: id,
    receipt: spending.receipt,
    amount: wanted,
    remaining: left - wanted,
    currency,
    at: new Date(now).toISOString(),
    store: spending.store ?? null,
  }
}
