/** Minor units as people write them: `1250` with two decimals is `12.50`. */
export function amountText(minorUnits: number, exponent: number): string {
  const sign = minorUnits < 0 ? '-' : ''
  const digits = String(Math.abs(minorUnits)).padStart(exponent + 1, '0')
  if (exponent === 0) return `${sign}${digits}`
  const split = digits.length - exponent
  return `${sign}${digits.slice(0, split)}.${digits.slice(split)}`
}

/** What was written, in minor units; undefined: it is no amount of that currency. */
export function amountIn(text: string, exponent: number): number | undefined {
  const found = /^(-?)(\d+)(?:[.,](\d*))?$/u.exec(text.trim())
  if (found === null) return undefined
  const [, sign = '', whole = '', decimals = ''] = found
  if (decimals.length > exponent) return undefined
  const amount = Number(`${sign}${whole}${decimals.padEnd(exponent, '0')}`)
  return Number.isSafeInteger(amount) ? amount : undefined
}
