import type { Mapping } from '@cartograph/core'

export const feedForms = ['rss', 'xml', 'csv', 'json', 'ndjson'] as const
/** How a feed is written. `rss`: RSS 2.0 with Google's names. `ndjson`: a JSON object a line. */
export type FeedForm = (typeof feedForms)[number]

export const feedSetNames = ['google', 'heyloyalty', 'raptor', 'plain'] as const
/** Ready fields for whoever fetches the feed. */
export type FeedSetName = (typeof feedSetNames)[number]

/** For whom a feed is. */
export interface FeedMarket {
  /** ISO 3166 code. */
  readonly country?: string
  /** Amounts are converted to it. Default: each product's own. */
  readonly currency?: string
  /** Of names, descriptions and pages, where a product has them in several. */
  readonly language?: string
  /** What becomes of a product that does not have the language: it is shown in its own, or left out. */
  readonly otherLanguages: 'show' | 'leaveOut'
}

/** Which products are in a feed; what is not said does not matter. */
export interface FeedFilter {
  readonly inStock?: boolean
  /** Ids or names; a category stands for all below it. */
  readonly categories?: readonly string[]
  readonly exceptCategories?: readonly string[]
  readonly tags?: readonly string[]
  readonly exceptTags?: readonly string[]
  readonly brands?: readonly string[]
  /** Of the price that is asked now, in whole units of the feed's currency, as decimal text. */
  readonly priceFrom?: string
  readonly priceTo?: string
  readonly withImage?: boolean
  /** Default: `active`. */
  readonly status: readonly ('draft' | 'active' | 'archived')[]
}

/** What surrounds the rows of a document. */
export interface FeedNames {
  readonly root: string
  readonly item: string
}

export interface FeedChannel {
  readonly title: string
  readonly link: string
  readonly description: string
}

/** When a feed is made anew. */
export type FeedTiming =
  | { readonly everyMs: number }
  | { readonly rule: string; readonly zone: string }

/** A document of products, made of what the store has and fetched by whoever knows its address. */
export interface Feed {
  readonly id: string
  readonly set: FeedSetName
  readonly form: FeedForm
  readonly rows: 'variant' | 'product'
  /** Empty: all. */
  readonly connections: readonly string[]
  /** Empty: all. */
  readonly stores: readonly string[]
  readonly market: FeedMarket
  readonly filter: FeedFilter
  /** From a row of products to what is written; its `when` is the filter that was written as an expression. */
  readonly mapping: Mapping
  /** Over how many days units are counted. */
  readonly salesDays: number
  /** Places whose stock counts. Undefined: what the product itself says. Empty: all places. */
  readonly locations?: readonly string[]
  /** Added to the addresses of pages, such as `utm_source`. */
  readonly linkParameters: Readonly<Record<string, string>>
  /** What becomes of rows with errors. */
  readonly invalid: 'leaveOut' | 'keep'
  /** The share of products that may vanish at once. */
  readonly drop: number
  readonly timing: FeedTiming
  /** How many old versions stay. */
  readonly keep: number
  readonly basic?: { readonly user: string; readonly password: string }
  readonly separator: string
  /** Cells that a spreadsheet would take for a formula begin with an apostrophe. */
  readonly guardFormulas: boolean
  readonly names: FeedNames
  /** In JSON the rows are a list below this name. Missing: the list alone. */
  readonly jsonRoot?: string
  readonly channel: FeedChannel
  /** Absolute: a file that has each new document. */
  readonly file?: string
  /** A sink that is given each row. */
  readonly to?: { readonly connection: string; readonly sink: string }
}
