/** What adds up of the orders of a campaign, by the name of its column: counts, then amounts in minor units of one currency. */
export const campaignColumns = ['orders', 'units', 'units_back', 'sales', 'returns'] as const

export type CampaignColumn = (typeof campaignColumns)[number]
type MeasureColumns = Record<CampaignColumn, number>

/** What a link said of its campaign, by the name of its column; empty where it said nothing. */
export const linkColumns = ['source', 'medium', 'campaign', 'message'] as const

export type LinkColumn = (typeof linkColumns)[number]
type LinkColumns = Record<LinkColumn, string>

/** Somebody came by a link of a campaign: an order, cart or event tells of it. */
export interface CampaignTouchTable extends LinkColumns {
  org: string
  entity: string
  id: string
  /** Who it was; empty: nobody knows. */
  customer: string
  /** The order that the row is, names or became; empty: none. */
  order_id: string
  at: number
}

/** What one order adds to the sums of the campaign that led to it, by one model. */
export interface CampaignFactTable extends MeasureColumns, LinkColumns {
  org: string
  order_id: string
  model: string
  /** `product`, `category`, or empty for the order as a whole. */
  part: string
  /** The product or category; empty where nobody knows. */
  value: string
  /** The category that a product counts in; empty of all others. */
  category: string
  /** The day in the store's time zone, in days since 1970-01-01. */
  day: number
  store: string
  currency: string
}

/** Sums of the facts of campaigns by day, store and currency. */
export interface CampaignCubeTable extends MeasureColumns, LinkColumns {
  org: string
  model: string
  part: string
  day: number
  store: string
  currency: string
  value: string
  /** How many facts are in it. */
  facts: number
}

/** Orders for which has to be found anew what led to them. */
export interface CampaignDueTable {
  org: string
  order_id: string
}

/** Orders, carts and events that have to be looked at again though no row of theirs changed. */
export interface TouchDueTable {
  org: string
  entity: string
  id: string
}
