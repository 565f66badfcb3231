import { currencyExponent } from '@cartograph/core'
import { Decimal } from 'decimal.js'
import type { Day } from '../calendar/day.ts'
import { fixedRates } from './fixed-rates.ts'

/** Digits enough that sums of any shop stay exact to far below a minor unit. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN })
export type Exact = Decimal

/** What one euro is worth in a currency on a day, as decimal text. */
export interface Rate {
  readonly day: Day
  readonly currency: string
  readonly rate: string
  /** Who says so, such as `ECB`. */
  readonly source: string
}

interface DatedRate {
  readonly day: Day
  readonly rate: Exact
}

/** Rates by currency, in the order of their days. */
export interface RateTable {
  readonly rates: ReadonlyMap<string, readonly DatedRate[]>
}

/** Later rates of the same day and currency take the place of earlier ones. */
export function rateTable(rates: Iterable<Rate>): RateTable {
  const byCurrency = new Map<string, Map<Day, Exact>>()
  for (const { day, currency, rate } of rates) {
    const days = byCurrency.get(currency) ?? new Map<Day, Exact>()
    days.set(day, new Exact(rate))
    byCurrency.set(currency, days)
  }
  return {
    rates: new Map(
      [...byCurrency].map(([currency, days]) => [
        currency,
        [...days].toSorted(([one], [other]) => one - other).map(([day, rate]) => ({ day, rate })),
      ]),
    ),
  }
}

export const noRates: RateTable = rateTable([])

/** Longer than banks are ever closed, and than a month between two rates that somebody uploads. */
export const mostDaysOld = 31

/**
 * What one euro is worth on a day: the rate of that day, else the last earlier one, never a later one.
 *
 * A rate that is more than 31 days old is none: currencies whose rates stopped are not converted for ever at the last one.
 */
export function euroRate(table: RateTable, currency: string, day: Day): Exact | undefined {
  if (currency === 'EUR') return new Exact(1)
  const fixed = fixedRates.get(currency)
  if (fixed !== undefined && day >= fixed.since) return new Exact(fixed.rate)
  const last = lastUpTo(table.rates.get(currency) ?? [], day)
  return last === undefined || day - last.day > mostDaysOld ? undefined : last.rate
}

/** The last day of which any rate is known: what is converted for later days is provisional. */
export function lastRateDay({ rates }: RateTable): Day | undefined {
  const days = [...rates.values()].flatMap((dated) => dated.at(-1)?.day ?? [])
  return days.length === 0 ? undefined : Math.max(...days)
}

function lastUpTo(rates: readonly DatedRate[], day: Day): DatedRate | undefined {
  let [low, high] = [0, rates.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rates[middle]?.day ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return rates[low - 1]
}

/** By what minor units of a currency are multiplied to be minor units of another one; undefined: nobody knows. */
export type Factor = (currency: string, day: Day) => Exact | undefined

export function factorTo(table: RateTable, wanted: string): Factor {
  const known = new Map<string, Exact | undefined>()
  return (currency, day) => {
    if (currency === wanted) return sameCurrency
    const name = `${currency}/${day}`
    if (!known.has(name)) known.set(name, factor(table, currency, wanted, day))
    return known.get(name)
  }
}

/** The factor of what is in the wanted currency already. */
export const sameCurrency = new Exact(1)
const factorDigits = 30

function factor(table: RateTable, currency: string, wanted: string, day: Day): Exact | undefined {
  const [from, to] = [euroRate(table, currency, day), euroRate(table, wanted, day)]
  const [decimals, wantedDecimals] = [currencyExponent(currency), currencyExponent(wanted)]
  if (from === undefined || to === undefined) return undefined
  if (decimals === undefined || wantedDecimals === undefined) return undefined
  const rate = to.div(from).times(new Exact(10).pow(wantedDecimals - decimals))
  // So many digits that products and sums of amounts stay exact: what is given back in full leaves nothing.
  return rate.toSignificantDigits(factorDigits)
}

/** Places that are noise: far more than a factor with thirty digits can be wrong by. */
const noise = 12

/** Rounded for display, once, halves to the even one; a half that a factor moved by less than its last digit is a half. */
export function roundOnce(value: Exact, places: number): Exact {
  return value.toDecimalPlaces(noise).toDecimalPlaces(places)
}

export function roundMinor(value: Exact): bigint {
  return BigInt(roundOnce(value, 0).toFixed(0))
}
