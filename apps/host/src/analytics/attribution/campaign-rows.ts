import type { Day } from '../calendar/day.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { CampaignMeasure, CampaignSums } from './campaign-facts.ts'

/** What the orders of a group come to in one currency, converted at the rate of one day. */
export interface CampaignCell {
  readonly group: readonly string[]
  readonly currency: string
  readonly day: Day
  readonly sums: CampaignSums
}

/** What a group of orders comes to; amounts in minor units of the currency that is shown, units in whole ones. */
export interface CampaignRow {
  readonly group: readonly string[]
  readonly orders: bigint
  readonly units: Exact
  readonly unitsBack: Exact
  /** What was sold, before anything was given back. */
  readonly sales: Exact
  readonly returns: Exact
  /** Sales less returns. */
  readonly revenue: Exact
}

/** What had no rate, and is in no amount. */
export interface UnconvertedSales {
  readonly currency: string
  readonly orders: bigint
  /** Sales less returns, in minor units of the currency. */
  readonly amount: bigint
}

/** Rows of groups, those with the most revenue first. */
export function campaignRows(
  cells: readonly CampaignCell[],
  factor: Factor,
): readonly CampaignRow[] {
  const groups = Map.groupBy(cells, ({ group }) => JSON.stringify(group))
  return [...groups.values()]
    .map((own) => campaignRow(own[0]?.group ?? [], own, factor))
    .toSorted(
      (one, other) =>
        other.revenue.comparedTo(one.revenue) ||
        (JSON.stringify(one.group) < JSON.stringify(other.group) ? -1 : 1),
    )
}

/** All cells as one row. */
export function campaignRow(
  group: readonly string[],
  cells: readonly CampaignCell[],
  factor: Factor,
): CampaignRow {
  const counted = (name: CampaignMeasure) => cells.reduce((sum, { sums }) => sum + sums[name], 0n)
  const amount = (name: CampaignMeasure) =>
    cells.reduce((sum, { currency, day, sums }) => {
      const rate = factor(currency, day)
      return rate === undefined ? sum : sum.plus(new Exact(String(sums[name])).times(rate))
    }, new Exact(0))
  const [sales, returns] = [amount('sales'), amount('returns')]
  return {
    group,
    orders: counted('orders'),
    units: new Exact(String(counted('units'))).div(1000),
    unitsBack: new Exact(String(counted('unitsBack'))).div(1000),
    sales,
    returns,
    revenue: sales.minus(returns),
  }
}

export function unconvertedSales(
  cells: readonly CampaignCell[],
  factor: Factor,
): readonly UnconvertedSales[] {
  const left = cells.filter(({ currency, day }) => factor(currency, day) === undefined)
  return [...Map.groupBy(left, ({ currency }) => currency)]
    .map(([currency, own]) => ({
      currency,
      orders: own.reduce((sum, { sums }) => sum + sums.orders, 0n),
      amount: own.reduce((sum, { sums }) => sum + sums.sales - sums.returns, 0n),
    }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
}
