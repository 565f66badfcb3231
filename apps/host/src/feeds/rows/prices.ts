import { currencyExponent } from '@cartograph/core'
import { convertedMinor, decimalText, discountText, marginText } from './amounts.ts'
import type { RowNote } from './row-note.ts'

/** Amounts as a product or a variant says them, in minor units. */
export interface GoodsAmounts {
  readonly price?: number | null | undefined
  readonly salePrice?: number | null | undefined
  readonly cost?: number | null | undefined
  readonly currency?: string | null | undefined
}

export interface RowPrices {
  readonly currency?: string
  readonly price?: string
  readonly salePrice?: string
  readonly currentPrice?: string
  readonly priceText?: string
  readonly salePriceText?: string
  readonly discount?: string
  readonly cost?: string
  readonly margin?: string
}

/** What one unit of a currency is worth in another one today, as decimal text; undefined: nobody knows. */
export type TodaysRate = (from: string, to: string) => string | undefined

/** The amounts of a row in the currency of its market; what cannot be converted is not there, and says so. */
export function rowPrices(
  amounts: GoodsAmounts,
  wanted: string | undefined,
  rateOf: TodaysRate,
): { readonly prices: RowPrices; readonly notes: readonly RowNote[] } {
  const { currency } = amounts
  const hasAmount = typeof amounts.price === 'number'
  if (currency === null || currency === undefined)
    return { prices: {}, notes: hasAmount ? [noCurrency] : [] }
  const own = currencyExponent(currency)
  const target = wanted ?? currency
  const places = currencyExponent(target)
  if (own === undefined || places === undefined) return { prices: {}, notes: [noCurrency] }
  const rate = target === currency ? '1' : rateOf(currency, target)
  if (rate === undefined)
    return { prices: { currency: target }, notes: hasAmount ? [noRate(currency, target)] : [] }
  const minor = (amount: number | null | undefined) => {
    if (amount === null || amount === undefined) return undefined
    return target === currency ? amount : convertedMinor(amount, rate, { from: own, to: places })
  }
  const [price, reduced, cost] = [
    minor(amounts.price),
    minor(amounts.salePrice),
    minor(amounts.cost),
  ]
  // A reduced price that reduces nothing is none.
  const sale = reduced !== undefined && price !== undefined && reduced < price ? reduced : undefined
  const current = sale ?? price
  const text = (amount: number | undefined) =>
    amount === undefined ? undefined : decimalText(amount, places)
  const withCurrency = (amount: string | undefined) =>
    amount === undefined ? undefined : `${amount} ${target}`
  return {
    prices: said({
      currency: target,
      price: text(price),
      salePrice: text(sale),
      currentPrice: text(current),
      priceText: withCurrency(text(price)),
      salePriceText: withCurrency(text(sale)),
      discount: price === undefined || sale === undefined ? undefined : discountText(price, sale),
      cost: text(cost),
      margin: current === undefined || cost === undefined ? undefined : marginText(current, cost),
    }),
    notes: [],
  }
}

const noCurrency: RowNote = {
  field: 'price',
  rule: 'currency',
  severity: 'error',
  expected: 'a currency beside the price',
}

function noRate(from: string, to: string): RowNote {
  return {
    field: 'price',
    rule: 'rate',
    severity: 'error',
    expected: `an exchange rate from ${from} to ${to}; \`cartograph rates fetch\` gets those of the European Central Bank`,
  }
}

function said<Fields extends object>(
  fields: Fields,
): {
  readonly [Name in keyof Fields]: Exclude<Fields[Name], undefined>
} {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as {
    readonly [Name in keyof Fields]: Exclude<Fields[Name], undefined>
  }
}
