/** A tax rate of the store. Recorded: label, code and number of the Danish, Swedish, Norwegian and Finnish ones. */
export interface TaxRate {
  readonly id: number
  readonly country: string
  readonly name: string
  readonly percent: number
}

export const taxRates: readonly TaxRate[] = [
  { id: 1, country: 'DK', name: 'Moms', percent: 25 },
  { id: 2, country: 'SE', name: 'Moms', percent: 25 },
  { id: 3, country: 'NO', name: 'MVA', percent: 25 },
  { id: 4, country: 'FI', name: 'ALV', percent: 25.5 },
]

export function taxRate(id: number): TaxRate | undefined {
  return taxRates.find((rate) => rate.id === id)
}

export function taxRateIn(country: string): TaxRate | undefined {
  return taxRates.find((rate) => rate.country === country)
}

export function rateCode({ country, name }: TaxRate): string {
  return `${country}-${name.toUpperCase()}-1`
}
