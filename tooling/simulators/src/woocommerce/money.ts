/** Hundredths of a unit as text: `1250` is `12.50`. The store shows two decimals whatever the currency (`dp`). */
export function amountText(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Hundredths as an amount with as many decimals as it needs: `1500` is `15`, as the shop keeps what was typed. */
export function shortAmountText(hundredths: number): string {
  return amountText(hundredths).replace(/\.?0+$/u, '')
}

/**
 * `quantity` times a decimal text, in hundredths, rounded half away from zero.
 *
 * Exact: the text is never a floating-point number. Text that is no decimal counts as zero, as in PHP.
 */
export function hundredthsOf(decimal: string, quantity = 1): number {
  const [, sign, whole = '', fraction = ''] = /^\s*(-?)(\d*)(?:\.(\d*))?\s*$/u.exec(decimal) ?? []
  const scale = 10n ** BigInt(fraction.length)
  const units = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n)
  const product = units * BigInt(quantity) * 100n
  const magnitude = product < 0n ? -product : product
  const rounded = (magnitude * 2n + scale) / (scale * 2n)
  return Number(product < 0n ? -rounded : rounded)
}

/** The part of an amount with tax that is tax, rounded half up. */
export function taxInside(gross: number, percent: number): number {
  return Math.round((gross * percent) / (100 + percent))
}

/** The tax on an amount without tax, rounded half up. */
export function taxOn(net: number, percent: number): number {
  return Math.round((net * percent) / 100)
}

/**
 * What one piece costs without tax: a number and not text, with the decimals the store calculates with.
 *
 * It is the one amount of an order that the API gives as a number, so it is one here.
 */
export function pieceNumber(hundredths: number, quantity: number): number {
  return quantity === 0 ? 0 : Math.round((hundredths / quantity) * 10_000) / 1_000_000
}
