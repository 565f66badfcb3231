const lengths = new Set([8, 12, 13, 14])

/**
 * Whether a text is a GTIN: 8, 12, 13 or 14 digits, of which the last one follows from the others.
 *
 * @see https://www.gs1.org/services/how-calculate-check-digit-manually (the weights 3 and 1 in turn)
 */
export function isGtin(text: string): boolean {
  if (!/^\d+$/.test(text) || !lengths.has(text.length)) return false
  const sum = text
    .slice(0, -1)
    .split('')
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10 === Number(text.at(-1))
}
