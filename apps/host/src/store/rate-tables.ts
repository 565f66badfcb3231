/** What one euro was worth in a currency on a day. */
export interface RateTable {
  org: string
  currency: string
  /** Days since 1970-01-01. */
  day: number
  /** Who says so: `ECB`, or `upload`, which wins. */
  source: string
  /** Decimal text. */
  rate: string
}
