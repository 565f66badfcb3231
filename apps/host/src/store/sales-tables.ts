/** What adds up, by the name of its column: amounts in minor units of one currency, and counts. */
export const salesMeasures = [
  'gross',
  'discounts',
  'shipping',
  'tax',
  'fees',
  'total',
  'paid_sales',
  'returns',
  'shipping_back',
  'tax_back',
  'fees_back',
  'refunds',
  'costed_sales',
  'cost',
  'orders',
  'paid_orders',
  'units',
  'units_back',
  'discounted_orders',
  'refunded_orders',
  'fully_refunded_orders',
] as const

export type SalesMeasure = (typeof salesMeasures)[number]
type MeasureColumns = Record<SalesMeasure, number>

/** By what sales can be parted, by the name of its column; what an order does not say is `(unknown)`. */
export const salesDimensions = [
  'store',
  'currency',
  'hour',
  'weekday',
  'channel',
  'payment_method',
  'country',
  'region',
  'city',
  'shipping_country',
  'shipping_region',
  'shipping_city',
  'customer_kind',
  'discounted',
] as const

export type SalesDimension = (typeof salesDimensions)[number]

/** 0: the day of the order, with all that was given back of it. 1: the day on which something was given back. */
export type SalesClock = 0 | 1

/** What one order, or one refund, adds to the figures of one day. */
export interface SalesFactTable extends MeasureColumns, Record<SalesDimension, string> {
  org: string
  /** The order; or, where nobody can name it, what stands for it. */
  source: string
  clock: SalesClock
  /** The refund; empty for the order itself. */
  id: string
  /** The day in the store's time zone, in days since 1970-01-01. */
  day: number
  at: number
  /** Who bought; empty where there is no order. */
  customer: string
  /** The day of the first order that the customer ever placed. */
  first_day: number
}

/** Sums of facts by day, store, currency and the values of one dimension; with none, `dimension` and `value` are empty. */
export interface SalesCubeTable extends MeasureColumns {
  org: string
  dimension: string
  clock: SalesClock
  day: number
  store: string
  currency: string
  value: string
  /** How many facts are in it. */
  facts: number
}

/** Of which order a refund is; empty where nobody can name it. */
export interface SalesRefundTable {
  org: string
  id: string
  source: string
}

/** Which products an order has. */
export interface SalesProductTable {
  org: string
  product: string
  source: string
}

/** What one of a product or variant costs the merchant. */
export interface SalesCostTable {
  org: string
  id: string
  entity: string
  currency: string
  cost: number
}

/** The time zone by which a store's facts have their days. */
export interface SalesStoreTable {
  org: string
  store: string
  zone: string
}

/** Orders whose facts have to be made anew though no row of them changed. */
export interface SalesDueTable {
  org: string
  source: string
}

/** Records of persons whose orders may have come to be of somebody else. */
export interface BuyerDueTable {
  org: string
  member: string
}
