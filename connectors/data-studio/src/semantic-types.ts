import type { Described } from './catalogue.ts'

/**
 * Currencies that a field can be of.
 *
 * @see https://developers.google.com/data-studio/connector/ (read 2026-11)
 */
export const currencyTypes: readonly string[] = (
  'AED ALL ARS AUD BDT BGN BOB BRL CAD CDF CHF CLP CNY COP CRC CZK DKK DOP EGP ETB EUR GBP HKD HRK HUF IDR ILS INR IRR ISK ' +
  'JMD JPY KRW LKR LTL MNT MVR MXN MYR NOK NZD PAB PEN PHP PKR PLN RON RSD RUB SAR SEK SGD THB TRY TWD TZS UAH USD UYU VEF ' +
  'VND YER ZAR'
).split(' ')

export interface SemanticType {
  readonly semanticType: string
  readonly semanticGroup: 'DATETIME' | 'GEO' | 'NUMERIC' | 'CURRENCY' | 'TEXT'
  readonly dataType: 'STRING' | 'NUMBER'
}

const text: SemanticType = { semanticType: 'TEXT', semanticGroup: 'TEXT', dataType: 'STRING' }
const number: SemanticType = {
  semanticType: 'NUMBER',
  semanticGroup: 'NUMERIC',
  dataType: 'NUMBER',
}
const percent: SemanticType = { ...number, semanticType: 'PERCENT' }
const time = (semanticType: string): SemanticType => ({
  semanticType,
  semanticGroup: 'DATETIME',
  dataType: 'STRING',
})
const place = (semanticType: string): SemanticType => ({
  semanticType,
  semanticGroup: 'GEO',
  dataType: 'STRING',
})

/**
 * Dimensions that are more than text. A region is text: shops write its code or its name.
 *
 * A field never changes its type: reports that are saved rely on it.
 */
const dimensionTypes: Readonly<Record<string, SemanticType>> = {
  day: time('YEAR_MONTH_DAY'),
  week: time('YEAR_WEEK'),
  month: time('YEAR_MONTH'),
  quarter: time('YEAR_QUARTER'),
  year: time('YEAR'),
  hour: time('HOUR'),
  weekday: time('DAY_OF_WEEK'),
  country: place('COUNTRY_CODE'),
  city: place('CITY'),
  shipping_country: place('COUNTRY_CODE'),
  shipping_city: place('CITY'),
}

/** The type of a field; an amount in a currency that Data Studio does not know is a plain number. */
export function semanticTypeOf(
  { kind, id, type }: Pick<Described, 'kind' | 'id' | 'type'>,
  currency: string,
  furtherCurrencies: readonly string[],
): SemanticType {
  if (kind === 'dimension') return dimensionTypes[id] ?? text
  if (type === 'share') return percent
  if (type !== 'money' || !hasType(currency, furtherCurrencies)) return number
  return { semanticType: `CURRENCY_${currency}`, semanticGroup: 'CURRENCY', dataType: 'NUMBER' }
}

export function hasType(currency: string, furtherCurrencies: readonly string[]): boolean {
  return currencyTypes.includes(currency) || furtherCurrencies.includes(currency)
}
