import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, first, type Dialect, type Work } from './database.ts'

/** What one euro was worth in a currency on a day, as decimal text. */
export interface StoredRate {
  readonly currency: string
  /** Days since 1970-01-01. */
  readonly day: number
  /** Who says so: `ECB`, or `upload`. */
  readonly source: string
  readonly rate: string
}

const writeRate = insertOrReplace('rate', ['org', 'currency', 'day', 'source', 'rate'])

/** Keeps rates; one of the same currency, day and source takes the place of the one before. */
export function* writeRates(
  _dialect: Dialect,
  org: string,
  rates: readonly StoredRate[],
): Work<void> {
  yield* bulk(
    writeRate,
    rates.map(({ currency, day, source, rate }) => [org, currency, day, source, rate]),
  )
}

/** The rates of some currencies over some days, in the order of their days; of the same day what was uploaded comes last. */
export function* ratesOf(
  { build, within }: Dialect,
  org: string,
  currencies: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Work<readonly StoredRate[]> {
  if (currencies.length === 0) return []
  return yield* all(
    build
      .selectFrom('rate')
      .select(['currency', 'day', 'source', 'rate'])
      .where('org', '=', org)
      .where('currency', 'in', within(currencies))
      .where('day', '>=', from)
      .where('day', '<=', to)
      .orderBy('currency')
      .orderBy('day')
      .orderBy('source'),
  )
}

/** All rates, in the order of currencies, days and sources. */
export function* allRates({ build }: Dialect, org: string): Work<readonly StoredRate[]> {
  return yield* all(
    build
      .selectFrom('rate')
      .select(['currency', 'day', 'source', 'rate'])
      .where('org', '=', org)
      .orderBy('currency')
      .orderBy('day')
      .orderBy('source'),
  )
}

/** What is known of the rates of one source in one currency. */
export interface RateSpan {
  readonly currency: string
  readonly source: string
  readonly days: number
  readonly from: number
  readonly to: number
}

export function* rateSpans({ build }: Dialect, org: string): Work<readonly RateSpan[]> {
  return yield* all(
    build
      .selectFrom('rate')
      .select((table) => [
        'currency',
        'source',
        table.fn.countAll<number>().as('days'),
        table.fn.min('day').as('from'),
        table.fn.max('day').as('to'),
      ])
      .where('org', '=', org)
      .groupBy(['currency', 'source'])
      .orderBy('currency')
      .orderBy('source'),
  )
}

/** The last day of which a source has any rate. */
export function* lastRateOf(
  { build }: Dialect,
  org: string,
  source: string,
): Work<number | undefined> {
  const row = yield* first(
    build
      .selectFrom('rate')
      .select((table) => table.fn.max('day').as('day'))
      .where('org', '=', org)
      .where('source', '=', source),
  )
  return row?.day ?? undefined
}
