const usual = ['EUR', 'USD', 'GBP', 'CHF', 'DKK', 'SEK', 'NOK', 'ISK', 'PLN']

/** What figures can be shown in, the one that they are in among them. */
export function currencies(now: string | undefined): readonly string[] {
  return now === undefined || usual.includes(now) ? usual : [now, ...usual]
}
