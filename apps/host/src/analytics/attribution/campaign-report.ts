import { fault, type Category, type Product } from '@cartograph/core'
import { defaultAttribution, type AttributionSettings } from '../../config/index.ts'
import {
  campaignSums,
  rowsById,
  salesSums,
  soldCurrencies,
  storesWithFacts,
  type CampaignSum,
  type Dialect,
  type SalesSum,
  type Store,
  type Work,
} from '../../store/index.ts'
import { storesOfConnections } from '../asking/stores-of-connections.ts'
import { dayText } from '../calendar/day.ts'
import { Exact, factorTo, roundMinor, type Factor, type Rate } from '../currency/rate-table.ts'
import { storedRates } from '../currency/stored-rates.ts'
import { onlyCurrency } from '../query/currencies.ts'
import { noSuchStore } from '../query/in-stores.ts'
import type { CampaignQuestion } from './campaign-question.ts'
import { campaignRow, campaignRows, unconvertedSales, type CampaignCell } from './campaign-rows.ts'
import { campaignStanding } from './campaign-standing.ts'
import { reportedSums, type CampaignReport } from './reported-campaigns.ts'

export interface CampaignsSource {
  readonly store: Store
  readonly settings?: AttributionSettings
  /** Only of the stores of these connections, whoever asks. */
  readonly within?: ReadonlySet<string>
  /** Rates that count before those of the store. */
  readonly rates?: readonly Rate[]
}

/**
 * What campaigns came to, from the sums that are kept.
 *
 * @throws a `config` fault for what does not exist or cannot be shown, and a `transient` one before it was found out once.
 */
export async function campaignReport(
  { store, settings = defaultAttribution, within, rates: given = [] }: CampaignsSource,
  { range, by, model = settings.model, currency: asked, limit, ...question }: CampaignQuestion,
): Promise<CampaignReport> {
  return store.read(function* (dialect, org) {
    const { isMade, isCurrent } = yield* campaignStanding(dialect, org, settings)
    if (!isMade) throw notYet()
    const stores = yield* storesFor(dialect, org, question.stores, within)
    const sold = yield* soldCurrencies(dialect, org, stores)
    const currency = onlyCurrency(asked, () => sold)
    const currencies = [...new Set([currency, ...sold])]
    const factor = factorTo(yield* storedRates(dialect, org, currencies, range, given), currency)
    const wish = { model, ...range, stores, shown: currency }
    const part = by.find((name) => name === 'product' || name === 'category')
    const columns = by.map((name) =>
      name === 'product' || name === 'category' ? ('value' as const) : name,
    )
    const found = yield* campaignSums(dialect, org, { ...wish, part: part ?? '', by: columns })
    const whole = (yield* campaignSums(dialect, org, { ...wish, part: '', by: [] })).map(cellOf)
    const rows = campaignRows(found.map(cellOf), factor)
    const shown = rows.slice(0, limit)
    const place = columns.indexOf('value')
    const names = yield* namesOf(
      dialect,
      org,
      part,
      shown.flatMap(({ group }) => group[place] ?? []),
    )
    const scope = { stores, filters: [], members: [], isNewByStores: false }
    const all = { scope, by: [], periods: [range], clock: 0, shown: currency } as const
    return {
      range: { from: dayText(range.from), to: dayText(range.to) },
      model,
      windowHours: settings.windowMs / 3_600_000,
      currency,
      by,
      rows: shown.map((row) => {
        const name = names.get(row.group[place] ?? '')
        const sums = reportedSums(row)
        return Object.assign({ group: row.group }, name === undefined ? {} : { name }, sums)
      }),
      count: rows.length,
      total: reportedSums(campaignRow([], whole, factor)),
      all: allSales(yield* salesSums(dialect, org, all), factor),
      unconverted: unconvertedSales(whole, factor).map(({ currency: left, orders, amount }) => {
        return { currency: left, orders: String(orders), amount: String(amount) }
      }),
      isCurrent,
    }
  })
}

function notYet(): Error {
  return fault({
    kind: 'transient',
    message:
      'What led to the orders is being found out for the first time, or by other settings than before.',
    hint: '`cartograph serve` finds it out, and so does `cartograph campaigns --update`; then ask again.',
  })
}

/** The stores that are summed; none: all. */
function* storesFor(
  dialect: Dialect,
  org: string,
  wanted: readonly string[],
  within: ReadonlySet<string> | undefined,
): Work<readonly string[]> {
  if (wanted.length === 0 && within === undefined) return []
  const known =
    within === undefined
      ? yield* storesWithFacts(dialect, org)
      : yield* storesOfConnections(dialect, org, within)
  const missing = wanted.find((store) => !known.includes(store))
  if (missing !== undefined) throw noSuchStore(missing, known)
  if (known.length === 0)
    throw fault({ kind: 'config', message: 'Nothing was sold in any store of this node yet.' })
  return wanted.length > 0 ? wanted : known
}

function cellOf({ group, currency, day, sums }: CampaignSum): CampaignCell {
  const { units_back: unitsBack, ...rest } = sums
  return { group, currency, day, sums: { ...rest, unitsBack } }
}

/** All that was sold in the range, by the same rules, so that the share of campaigns can be said. */
function allSales(sums: readonly SalesSum[], factor: Factor): CampaignReport['all'] {
  const revenue = sums.reduce((sum, { currency, day, measures }) => {
    const rate = factor(currency, day)
    const { gross, discounts, returns } = measures
    const amount = new Exact(String(gross - discounts - returns))
    return rate === undefined ? sum : sum.plus(amount.times(rate))
  }, new Exact(0))
  const orders = sums.reduce((sum, { measures }) => sum + measures.orders, 0n)
  return { orders: String(orders), revenue: String(roundMinor(revenue)) }
}

function* namesOf(
  dialect: Dialect,
  org: string,
  part: 'product' | 'category' | undefined,
  ids: readonly string[],
): Work<ReadonlyMap<string, string | undefined>> {
  if (part === undefined) return new Map()
  const rows = yield* rowsById(dialect, org, part, [...new Set(ids)])
  return new Map(
    [...rows.values()].map(({ id, data, deleted }) => {
      const row = deleted ? undefined : (JSON.parse(data) as Product | Category)
      return [id, row?.name ?? undefined]
    }),
  )
}
