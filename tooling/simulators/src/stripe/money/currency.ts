import { exponents, type ShopCurrency } from '../../shop/stores.ts'

const zeroDecimal = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '),
)
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '))

/**
 * Decimal places of an amount in the API: two for Iceland's króna too, although it has none.
 *
 * @see https://docs.stripe.com/currencies#special-cases (read 2026-11-22)
 */
export function decimalsOf(currency: string): number {
  if (zeroDecimal.has(currency)) return 0
  return threeDecimal.has(currency) ? 3 : 2
}

/** A shop's minor units as the API counts them. */
export function amountIn(currency: ShopCurrency, minor: number): number {
  return minor * 10 ** (decimalsOf(currency.toLowerCase()) - exponents[currency])
}

/** What one unit of each currency is worth in Danish kroner, when money is settled. */
const rates: Readonly<Record<string, number>> = {
  dkk: 1,
  eur: 7.46,
  sek: 0.66,
  isk: 0.0508,
  jpy: 0.0455,
  kwd: 22.61,
  usd: 6.92,
}

/** An amount in the currency of settlement, and the rate between the two as the API gives it. */
export function settled(
  amount: number,
  currency: string,
  into: string,
): { readonly amount: number; readonly rate: number | null } {
  if (currency === into) return { amount, rate: null }
  const rate = (rates[currency] ?? 1) / (rates[into] ?? 1)
  const scale = 10 ** (decimalsOf(into) - decimalsOf(currency))
  return { amount: Math.round(amount * rate * scale), rate: Number(rate.toFixed(6)) }
}
