import { currencyExponent } from '@cartograph/core'

/** Minor units as decimal text: 1250 in SEK is `12.50`. */
export function decimalText(minor: number, currency: string): string {
  const decimals = currencyExponent(currency) ?? 2
  if (decimals === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Decimal text as whole minor units, or `undefined` for what is none: a sign, a comma, more decimals than the currency has. */
export function minorUnits(decimal: string, currency: string): number | undefined {
  const decimals = currencyExponent(currency) ?? 2
  const [, whole, part = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(decimal.trim()) ?? []
  if (whole === undefined || /[1-9]/.test(part.slice(decimals))) return undefined
  return Number(`${whole}${part.slice(0, decimals).padEnd(decimals, '0')}`)
}
