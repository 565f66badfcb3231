/**
 * What segments compare, in narrow tables of their own, so that nothing looks into JSON.
 *
 * Numbers are ten-thousandths, so that means and shares are whole numbers too; columns that end in `day` are days since 1970 of
 * the store. Empty is what nobody knows.
 */
export interface SegmentCustomerTable {
  org: string
  id: string
  orders: number
  orders_365: number
  last_day: number | null
  first_day: number | null
  spend: number | null
  aov: number | null
  median_gap: number | null
  previous_gap: number | null
  discounted_orders: number | null
  discounted_share: number | null
  refunded_share: number | null
  account_orders: number | null
  stores: number | null
  registered_day: number | null
  abandoned_30: number
  subscriptions_active: number
  subscription_ended_day: number | null
  country: string | null
  language: string | null
  /** Each between two separators. */
  tags: string | null
  /** The first day and the first instant at which a value is another one although no row changed. */
  due_day: number | null
  due_at: number | null
}

export interface SegmentOrderTable {
  org: string
  id: string
  customer: string
  day: number
  place: number
  /** Days since the order before. */
  gap: number | null
  total: number | null
  net: number | null
  discounts: number
  refunded: number
  fully_refunded: number
  products: number
  store: string
  channel: string | null
  country: string | null
  shipping_country: string | null
  store_country: string | null
  payment_method: string | null
  /** Each between two separators. */
  coupons: string
  failed_payments: number
  disputes: number
}

/** What one order has of one product. */
export interface SegmentLineTable {
  org: string
  order_id: string
  product: string
  customer: string
  day: number
  at: number
  name: string | null
  /** Thousandths. */
  units: number
  back: number
}

export interface SegmentProductTable {
  org: string
  id: string
  units_30: number
  units_30_before: number
  units_90: number
  units_180: number
  return_rate_180: number | null
  stock: number | null
  days_of_cover: number | null
  name: string | null
  due_day: number | null
}

export interface SegmentEventTable {
  org: string
  id: string
  customer: string
  type: string
  day: number
  store: string
  channel: string | null
  campaign: string | null
  product: string | null
  quantity: number | null
}

/** Whose a row is, or about which order, as it was looked at last. */
export interface SegmentLinkTable {
  org: string
  entity: string
  id: string
  customer: string | null
  order_id: string | null
}

/** Customers and products whose values are to be computed anew. */
export interface SegmentDueTable {
  org: string
  kind: 'customer' | 'product'
  id: string
  /** Not before this day. */
  day: number
}

/** How a segment stands: what it was evaluated with, and when. */
export interface SegmentStateTable {
  org: string
  id: string
  resource: string
  definition_hash: string
  /** Percentiles and numbers of the shop that members were judged by, as JSON. */
  thresholds: string
  too_little: number
  evaluated_day: number
  evaluated_at: number
}

export interface SegmentMemberTable {
  org: string
  segment: string
  member: string
  entered_at: number
  /** Empty: is in it now. */
  left_at: number | null
  /** How often it entered. */
  turn: number
}

/** Segments that were made over the API. */
export interface OwnSegmentTable {
  org: string
  id: string
  definition: string
  /** Grows with each change. */
  version: number
  changed_at: number
}
