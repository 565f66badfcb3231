/**
 * What the public material about Contacthub leaves unknown.
 *
 * Each is the careful choice; where a workspace proves it wrong, it is changed here, or by the setting that is named.
 */

/** No limits are published. The settings `requestsPerSecond` and `concurrentRequests`. */
export const assumedRequestsPerSecond = 5
export const assumedConcurrent = 4

/**
 * Lists and queries lag behind writes; a comment in the tests of the vendor's own client waits a minute. The setting
 * `searchLagMs`.
 *
 * @see https://github.com/contactlab/contacthub-sdk-nodejs (read 2026-11)
 */
export const assumedSearchLagMs = 60_000

/** An event is stored some seconds after its answer. With `confirmEvents` it is looked for after that; the setting `storedWithinMs`. */
export const assumedStoredWithinMs = 10_000

/** How long a rebuild of the index (423) takes where the answer does not say. The setting `reindexingMs`. */
export const assumedReindexingMs = 60_000

/** So long no other request is made meanwhile, where the answer does not say. */
export const reindexingPauseMs = 5_000

/** How long the stream of updates is kept is not told. After that customers are listed anew. */
export const assumedUpdatesKeptMs = 604_800_000

/** How many updates are asked for at once, of the 4000 that are allowed. */
export const updatesAtOnce = 500

/** Lists of events are filtered by their own date, so what is told late is found by looking back so far. The setting `eventOverlapMs`. */
export const assumedEventOverlapMs = 259_200_000

/** From how long before the first run events are read. The setting `eventsSince` names a day. */
export const assumedEventsBackMs = 2_592_000_000

/** Whether the country of an address is its code or its name: an example shows a name, of a shop a code. The setting `countries`. */
export const assumedCountries = 'code'

/** Whether amounts of returns are written as positive numbers, which the type `return` gives their meaning. The setting `returnAmounts`. */
export const assumedReturnAmounts = 'positive'

/** `gender` is a free text; an example shows `F`. The default mapping writes these, and a mapping of your own others. */
export const genderTexts = { female: 'F', male: 'M' } as const

/**
 * Ways of payment by the vendor's closed list. What is not here is `other`.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
export const paymentMethods = {
  cash: 'cash',
  cod: 'cash',
  card: 'creditcard',
  creditcard: 'creditcard',
  stripe: 'creditcard',
  debitcard: 'debitcard',
  paypal: 'paypal',
  'ppcp-gateway': 'paypal',
} as const

/** The name under which an event carries its key, so that it is found again and told from those of others. */
export const keyName = 'cartographKey'

/** Types whose schema has no `extraProperties`: they are found again by all that they tell. */
export const typesWithoutExtras: ReadonlySet<string> = new Set(['orderShipped'])

/**
 * The segment service exports so many classifications of a product.
 *
 * @see https://explore.contactlab.com (configuring a Contactplan source, read 2026-11)
 */
export const mostClassifications = 15
