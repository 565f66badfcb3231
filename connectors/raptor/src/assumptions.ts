/**
 * What Raptor's public material leaves unknown.
 *
 * Each is the careful choice; where an account proves it wrong, it is changed by the setting that is named, and where none is
 * named, here. What tracking answers beside its status is unknown too: any success counts, and no body is read.
 */

/** What stands between the products of a basket. The setting `basketSeparator`. */
export const assumedBasketSeparator = ','

/**
 * How `ruid` is written: in base64 to the tracking of the shop, in clear to the one of offline purchases, as the vendor's samples
 * show. The settings `userIdCoding.online` and `userIdCoding.offline`.
 */
export const assumedUserIdCoding = { online: 'base64', offline: 'plain' } as const

/**
 * Which parameter holds all favourites of a visitor, beside the product that was touched. The setting `positions.favorites`; all
 * other positions are the vendor's template.
 */
export const assumedFavoritesPosition = 10

/** What columns of feeds and streams are called is chosen in Raptor. The setting `columns` renames them. */
export const assumedColumns = {
  product: [
    'ProductId',
    'MasterId',
    'ProductName',
    'Description',
    'CategoryPath',
    'BrandId',
    'OriginalPrice',
    'OnSalePrice',
    'Currency',
    'ImageUrl',
    'ProductUrl',
    'InStock',
    'UpdatedAt',
  ],
  person: [
    'Email',
    'CustomerNo',
    'FirstName',
    'LastName',
    'Phone',
    'Country',
    'NewsletterConsent',
    'ConsentAt',
  ],
  orderLine: [
    'RowId',
    'Email',
    'CustomerNo',
    'OrderId',
    'OrderDate',
    'ProductId',
    'Quantity',
    'Subtotal',
    'Currency',
    'Channel',
    'StoreId',
  ],
} as const

/** How many rows and bytes streaming takes at once. The setting `rowsAtOnce`. */
export const assumedRowsAtOnce = 500
export const assumedBytesAtOnce = 1_000_000

/** What the modules of recommendations call what they are asked about. The setting `moduleInputs`. */
export const assumedModuleInputs = {
  product: 'ProductId',
  cookie: 'CookieId',
  category: 'CategoryPath',
  brand: 'BrandId',
  user: 'UserIdentifier',
} as const

/** In which header the key of the CDP goes. The setting `cdpKeyHeader`. */
export const assumedCdpKeyHeader = 'x-api-key'

/** By which of the account's identifiers memberships are asked for. The setting `cdpIdentifier`. */
export const assumedCdpIdentifier = 'email'

/**
 * How changes of audiences are asked for (`since`) and told, and what entering one is called; everything else is leaving. The
 * setting `audienceFields`.
 */
export const assumedAudienceFields = {
  since: 'sequenceNumber',
  sequence: 'sequenceNumber',
  changes: 'changes',
  person: 'identifier',
  audience: 'audienceId',
  action: 'action',
  entered: 'entered',
} as const

/** How long Raptor keeps changes of audiences is not told. */
export const changesKeptMs = 7 * 86_400_000

/** In which header triggers bring the key that was agreed on. The setting `triggerKeyHeader`. */
export const assumedTriggerKeyHeader = 'x-api-key'

/** Where a trigger holds what, in points; the envelope of Heyloyalty's category webhooks. The setting `triggerFields`. */
export const assumedTriggerFields = {
  name: 'TriggerDisplayName',
  at: 'EventDateTime',
  user: 'Context.UserId',
  cookie: 'Context.CookieId',
  basket: 'Context.BasketId',
  products: 'Content',
  productId: 'ProductId',
  productName: 'ProductName',
  price: 'Price',
  originalPrice: 'OriginalPrice',
} as const

/** What triggers are called. The setting `triggerNames`. */
export const assumedTriggerNames = {
  abandonedBasket: 'AbandonedBasket',
  abandonedFavorites: 'AbandonedFavorites',
  productInterest: 'ProductInterest',
  brandInterest: 'BrandInterest',
  categoryInterest: 'CategoryInterest',
  priceDropInterest: 'PriceDropInterest',
  priceDropBasket: 'PriceDropBasket',
  priceDropFavorites: 'PriceDropFavorites',
  backInStock: 'BackInStock',
} as const

/** Raptor publishes no limits; so many requests are under way at once at most. The setting `concurrentRequests`. */
export const assumedConcurrent = 4

/**
 * Events are stamped when they arrive. What is older is not told: it would look as if it had just happened. The settings
 * `eventsWithinMs` and `purchasesWithinMs`.
 */
export const assumedEventsWithinMs = 3_600_000
export const assumedPurchasesWithinMs = 86_400_000

/** How long Raptor takes to answer, and how much later what was sent may still take effect. */
export const trackingTimeoutMs = 10_000
export const landsWithinMs = 30_000
