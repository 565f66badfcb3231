/** Recorded, but for the last two. */
const symbols: Readonly<Record<string, string>> = {
  DKK: 'kr.',
  SEK: 'kr',
  NOK: 'kr',
  EUR: '€',
  ISK: 'kr.',
  GBP: '£',
}

export function currencySymbol(currency: string): string {
  return symbols[currency] ?? currency
}
