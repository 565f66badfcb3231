import { currencyExponent } from '@cartograph/core'
import { Decimal } from 'decimal.js'

/** By what minor units of a currency are multiplied to be minor units of another one; undefined: nobody knows. */
export type Exchange = (from: string, to: string) => Decimal | undefined

/**
 * Whether a cart is worth too little to write about.
 *
 * Nothing, and less than nothing, is always too little. A currency without a minimum is converted into the first one that has
 * one and for which a rate is known; where nobody knows a rate, or what the cart is worth, it is written about.
 */
export function isBelow(
  minimum: ReadonlyMap<string, string>,
  {
    total,
    currency,
  }: { readonly total: number | undefined; readonly currency: string | undefined },
  exchange: Exchange,
): boolean {
  if (total === undefined) return false
  if (total <= 0) return true
  if (currency === undefined) return false
  const own = minimum.get(currency)
  if (own !== undefined) return new Decimal(total).lessThan(inMinorUnits(own, currency))
  for (const [wanted, least] of minimum) {
    const factor = exchange(currency, wanted)
    if (factor !== undefined) return factor.times(total).lessThan(inMinorUnits(least, wanted))
  }
  return false
}

function inMinorUnits(amount: string, currency: string): Decimal {
  return new Decimal(amount).times(new Decimal(10).pow(currencyExponent(currency) ?? 2))
}
