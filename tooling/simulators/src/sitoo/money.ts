/** Hundredths as the API writes money: text with two decimals. */
export function moneyText(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Money of the API in hundredths; 0 for what is none. */
export function hundredthsOf(text: unknown): number {
  const value = Math.round(Number(text) * 100)
  return Number.isFinite(value) ? value : 0
}

/** A quantity as the API writes decimals: text with three places. */
export function decimalText(quantity: number): string {
  return quantity.toFixed(3)
}

/** The part of an amount with VAT that is without it, rounded half away from zero. */
export function netOf(gross: number, vatPercent: number): number {
  const size = Math.round((Math.abs(gross) * 100) / (100 + vatPercent))
  return gross < 0 ? -size : size
}
