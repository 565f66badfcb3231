/**
 * What Heyloyalty's public material leaves unknown.
 *
 * Each is the careful choice; where an account proves it wrong, it is changed by the setting that is named, or here.
 */

/** No limit is documented; so many requests are made. The settings `requestsAllowed` and `requestsWindowMs`. */
export const assumedRequests = { requests: 5, windowMs: 1_000 } as const

/** Two addresses of the import of orders are in use, this one and `https://bi.heyloyalty.com/api`. The setting `orderImportBase`. */
export const assumedOrderImportBase = 'https://tracking.heycommerce.dk/api'

/**
 * Instants of members carry no zone. UTC makes an opt-out, if anything, later than it was, so that no older yes counts more than
 * it. The setting `timeZone`.
 */
export const assumedTimeZone = 'UTC'

/** How long after its answer an import may still be worked on. The setting `importsWithinMs`. */
export const assumedImportsWithinMs = 600_000
/** When the first look at an import is taken. After that it is waited twice as long each time. */
export const firstLookMs = 5_000

/** How many products one push takes. The setting `productFeed.pushSize`. */
export const assumedPushSize = 500

/** What the options of a list's business intelligence are called. The setting `businessIntelligence.names`. */
export const assumedOptionNames = {
  provider: 'provider',
  customerId: 'customer_id',
  apiKey: 'api_key',
  productFeedId: 'product_feed_id',
  imageFormat: 'image_format',
} as const

/** An error that says that somebody is on the list already; the status 409 says so by itself. */
export const saysDuplicate = /exist|duplicate|already/i

/** How several options of one field stand in a cell of an import. */
export const betweenOptions = ','

/** Statuses of a member and of their address that allow mails; any other one does not. */
export const activeStatuses: ReadonlySet<string> = new Set(['', 'active'])

/** Dates that stand for none. */
export const emptyInstant = /^(?:0000-00-00.*)?$/

/**
 * Webhooks are signed in a way that is not documented, so the address is their secret. Where a webhook tells no instant, the same
 * body counts once in so many milliseconds: a repeat cannot be told from another click.
 */
export const sameBodyMs = 86_400_000
