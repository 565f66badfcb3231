import { currencyExponent } from '@cartograph/core'
import { assumedDecimals } from './assumptions.ts'

/**
 * How many decimals Stripe's amounts have, where it is not two.
 *
 * ISK has none in ISO 4217 and keeps two at Stripe (100 is one króna), so it is not among those without. HUF and TWD have two
 * in every amount; only that payouts are of whole forints and dollars is particular to them, and that changes no amount.
 * MGA has none at Stripe and two in ISO 4217.
 *
 * @see https://docs.stripe.com/currencies#zero-decimal and https://support.stripe.com/questions/deprecation-of-fractional-isk-charges-and-refunds
 * (read 2026-11-22)
 */
const decimals: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF',
  3: 'BHD JOD KWD OMR TND',
}

const known: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    Object.entries(decimals).flatMap(([count, codes]) =>
      codes.split(' ').map((code) => [code, Number(count)] as const),
    ),
  ),
  ...assumedDecimals,
}

const usual = 2

/** How many decimals Stripe's amounts in a currency have. */
export function stripeDecimals(
  currency: string,
  overrides: Readonly<Record<string, number>> = {},
): number {
  return overrides[currency] ?? known[currency] ?? usual
}

/** What amounts are divided by to become units of the currency, where it is not a hundred. */
export function divisors(
  overrides: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const codes = [...Object.keys(known), ...Object.keys(overrides)]
  return Object.fromEntries(
    codes
      .filter((code) => currencyExponent(code) !== undefined)
      .map((code) => [code, 10 ** stripeDecimals(code, overrides)] as const)
      .filter(([, divisor]) => divisor !== 10 ** usual),
  )
}
