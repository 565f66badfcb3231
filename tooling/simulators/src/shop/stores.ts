/** A place where the merchant sells. */
export interface ShopStore {
  readonly id: 'web' | 'till'
  readonly name: string
  readonly channel: 'web' | 'till'
  readonly timeZone: string
  /** Of the catalogue; the web shop sells in others too. */
  readonly currency: ShopCurrency
  readonly country: string
}

export type ShopCurrency = 'DKK' | 'SEK' | 'EUR' | 'ISK'

export const stores: Readonly<Record<ShopStore['id'], ShopStore>> = {
  web: {
    id: 'web',
    name: 'Web shop',
    channel: 'web',
    timeZone: 'Europe/Copenhagen',
    currency: 'DKK',
    country: 'DK',
  },
  till: {
    id: 'till',
    name: 'Shop in town',
    channel: 'till',
    timeZone: 'Europe/Copenhagen',
    currency: 'DKK',
    country: 'DK',
  },
}

/** Decimal places of the minor unit. @see https://www.six-group.com/en/products-services/financial-information/data-standards.html (ISO 4217) */
export const exponents: Readonly<Record<ShopCurrency, number>> = { DKK: 2, SEK: 2, EUR: 2, ISK: 0 }

/** Minor units as decimal text: `1250` in DKK is `12.50`, in ISK it is `1250`. */
export function decimalText(minor: number, currency: ShopCurrency): string {
  const exponent = exponents[currency]
  if (exponent === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

// What one krone of the catalogue costs elsewhere, in hundredths, and the step that prices there are rounded to, in minor units.
const priceLists: Readonly<
  Record<ShopCurrency, { readonly hundredths: number; readonly step: number }>
> = {
  DKK: { hundredths: 100, step: 5 },
  SEK: { hundredths: 155, step: 100 },
  EUR: { hundredths: 14, step: 5 },
  // The catalogue counts in hundredths of a krone, Iceland in whole krónur.
  ISK: { hundredths: 20, step: 10 },
}

/** A catalogue price (DKK, minor units) in another currency's price list. */
export function priceIn(currency: ShopCurrency, danish: number): number {
  const { hundredths, step } = priceLists[currency]
  return Math.max(step, Math.round((danish * hundredths) / 100 / step) * step)
}
