/** A run of a product feed: what it made, and what was wrong with the products. */
export interface ProductFeedRunTable {
  org: string
  feed: string
  id: string
  started_at: number
  ended_at: number
  /** `made`: another document is shown. `same`: nothing changed. `held`: it waits for somebody's word. `waiting`: nothing to show yet. */
  state: 'made' | 'same' | 'held' | 'waiting' | 'failed'
  /** The number of the last change when it began, and what else the document was made with. */
  seq: number
  made_with: string
  /** As JSON. */
  report: string
}

/** How much of one thing lies at one place, for the feed whose run reads it. */
export interface ProductFeedStockTable {
  org: string
  feed: string
  /** The product or variant. */
  thing: string
  /** The stock level. */
  level: string
  location: string
  /** Thousandths. */
  quantity: number
}

/** What a sink was given of a feed that is pushed. */
export interface ProductFeedSentTable {
  org: string
  feed: string
  item_key: string
  hash: string
  /** The run that met it last. */
  run: string
}
