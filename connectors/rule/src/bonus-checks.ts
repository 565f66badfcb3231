import { currencyExponent } from '@cartograph/core'
import * as z from 'zod'

/** What of a voucher is shown. */
const voucher = z.looseObject({
  id: z.string(),
  code: z.string(),
  status: z.string(),
  amount: z.int(),
  remainingAmount: z.int().nullish(),
  currency: z.string(),
  expiresAt: z.string().nullish(),
  extra: z
    .looseObject({ name: z.string().nullish(), description: z.string().nullish() })
    .nullish()
    .catch(null),
})
const redemption = z.looseObject({
  voucherId: z.string(),
  redeemedAt: z.string(),
  receipt: z.string().nullish(),
})

/** Vouchers of a person, the same one more than once too, and what was spent of them. */
export const bonusChecks = z.strictObject({
  vouchers: z.array(voucher),
  redemptions: z.array(redemption).nullish(),
})
export type BonusChecks = z.infer<typeof bonusChecks>

type ShownCheck = Record<string, string | boolean | null>

/**
 * Vouchers as the till shows bonus checks: what is left, and when and with which receipt they were used last.
 *
 * A check whose use was taken back is as if it had never been used. The names of the keys are the till's, by convention; a mapping that
 * gives `bonuschecks` itself writes others.
 */
export function checksOf({ vouchers, redemptions }: BonusChecks): readonly ShownCheck[] {
  const unique = new Map(vouchers.map((one) => [one.id, one]))
  return [...unique.values()]
    .toSorted((one, other) => (one.code < other.code ? -1 : one.code > other.code ? 1 : 0))
    .map((one) => {
      const { id, code, status, amount, currency, expiresAt, extra } = one
      const remaining = one.remainingAmount ?? (status === 'redeemed' ? 0 : amount)
      const isTouched = remaining < amount
      const last = isTouched ? lastUse(id, redemptions ?? []) : undefined
      const value = decimalText(amount, currency)
      return {
        bonuscheckid: id,
        code,
        name: extra?.name ?? `${value} ${currency}`,
        description: extra?.description ?? '',
        value,
        remaining: decimalText(remaining, currency),
        currency,
        status,
        redeemed: isTouched && remaining === 0,
        dateredeemed: last?.redeemedAt ?? null,
        receiptid: last?.receipt ?? null,
        validuntil: expiresAt ?? null,
      }
    })
}

/** A till names a voucher of another connection by its whole id, which then stands behind its own. */
function lastUse(id: string, all: readonly z.infer<typeof redemption>[]) {
  return all
    .filter(({ voucherId }) => voucherId === id || voucherId.endsWith(`:${id}`))
    .toSorted((one, other) => (one.redeemedAt < other.redeemedAt ? 1 : -1))
    .at(0)
}

function decimalText(minor: number, currency: string): string {
  const places = currencyExponent(currency) ?? 2
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const sign = minor < 0 ? '-' : ''
  return places === 0 ? `${sign}${digits}` : `${sign}${whole}.${digits.slice(-places)}`
}
