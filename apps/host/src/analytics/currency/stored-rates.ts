import {
  allRates,
  ratesOf,
  writeRates,
  type Dialect,
  type StoredRate,
  type Work,
} from '../../store/index.ts'
import type { DayRange } from '../calendar/range.ts'
import { ecbSource } from './ecb-files.ts'
import { mostDaysOld, rateTable, type Rate, type RateTable } from './rate-table.ts'

/** The rates that amounts of some currencies are converted with over a range of days; what is given beside counts before all. */
export function* storedRates(
  dialect: Dialect,
  org: string,
  currencies: readonly string[],
  { from, to }: DayRange,
  given: readonly Rate[] = [],
): Work<RateTable> {
  const days = { from: from - mostDaysOld, to }
  const stored = yield* ratesOf(dialect, org, [...new Set(currencies)], days)
  return rateTable([...byRank(stored), ...given])
}

/** All rates of the store; of two of the same day the one that counts comes later. */
export function* rankedRates(dialect: Dialect, org: string): Work<readonly Rate[]> {
  return byRank(yield* allRates(dialect, org))
}

function byRank(rates: readonly StoredRate[]): readonly Rate[] {
  return rates.toSorted((one, other) => rank(one) - rank(other))
}

function rank({ source }: StoredRate): number {
  return source === ecbSource ? 0 : 1
}

/** Keeps rates under the name of their source. */
export function* keepRates(
  dialect: Dialect,
  org: string,
  rates: readonly Rate[],
  source: string,
): Work<void> {
  yield* writeRates(
    dialect,
    org,
    rates.map(({ currency, day, rate }) => ({ currency, day, rate, source })),
  )
}
