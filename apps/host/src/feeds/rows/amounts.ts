import { Decimal } from 'decimal.js'

/** Digits enough that no amount and no rate is cut. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP })

/** Minor units as decimal text with all places of their currency: 1250 with two is `12.50`. */
export function decimalText(minor: number, places: number): string {
  if (places === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** Minor units of one currency as minor units of another, rounded once, half away from zero. */
export function convertedMinor(
  minor: number,
  rate: string,
  places: { readonly from: number; readonly to: number },
): number {
  return new Exact(minor)
    .times(rate)
    .times(new Exact(10).pow(places.to - places.from))
    .toDecimalPlaces(0)
    .toNumber()
}

/** How much less the second is than the first, in whole per cent. */
export function discountText(regular: number, current: number): string | undefined {
  if (regular <= 0 || current >= regular) return undefined
  return new Exact(regular - current).times(100).div(regular).toDecimalPlaces(0).toFixed()
}

/** The share of a price that is not cost, with four places at the most. */
export function marginText(price: number, cost: number): string | undefined {
  if (price <= 0) return undefined
  return new Exact(price - cost).div(price).toDecimalPlaces(4).toFixed()
}

export function isLess(one: string, other: string): boolean {
  return new Exact(one).lessThan(other)
}
