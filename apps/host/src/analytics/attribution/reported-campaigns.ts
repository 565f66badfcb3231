import { roundMinor } from '../currency/rate-table.ts'
import type { CampaignDimension } from './campaign-question.ts'
import type { CampaignRow } from './campaign-rows.ts'
import type { AttributionModel } from './choose-touch.ts'

/** What campaigns came to; money is text in minor units of the currency, because sums may be larger than numbers can be. */
export interface CampaignReport {
  readonly range: { readonly from: string; readonly to: string }
  readonly model: AttributionModel
  /** How many hours before an order a link counts. */
  readonly windowHours: number
  readonly currency: string
  readonly by: readonly CampaignDimension[]
  readonly rows: readonly ReportedCampaign[]
  /** How many rows there are: more than are shown where they are limited. */
  readonly count: number
  /** Of all campaigns: no order is in two of them. */
  readonly total: ReportedSums
  /** Of all orders of the range, whatever led to them. */
  readonly all: Pick<ReportedSums, 'orders' | 'revenue'>
  /** What had no rate and is in no amount. */
  readonly unconverted: readonly UnconvertedReport[]
  /** Whether everything in the store is in it; else it is a moment behind. */
  readonly isCurrent: boolean
}

export interface ReportedSums {
  readonly orders: string
  readonly units: string
  readonly unitsBack: string
  /** Without tax and shipping, before anything was given back. */
  readonly sales: string
  readonly returns: string
  /** Sales less returns. */
  readonly revenue: string
}

export interface ReportedCampaign extends ReportedSums {
  /** One a dimension; empty where nothing is said. */
  readonly group: readonly string[]
  /** What a product or category is called. */
  readonly name?: string
}

interface UnconvertedReport {
  readonly currency: string
  readonly orders: string
  /** Sales less returns, in minor units of that currency. */
  readonly amount: string
}

export function reportedSums(row: CampaignRow): ReportedSums {
  return {
    orders: String(row.orders),
    units: row.units.toFixed(),
    unitsBack: row.unitsBack.toFixed(),
    sales: String(roundMinor(row.sales)),
    returns: String(roundMinor(row.returns)),
    revenue: String(roundMinor(row.revenue)),
  }
}
