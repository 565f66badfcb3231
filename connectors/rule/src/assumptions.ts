/**
 * What Rule's public material leaves unknown.
 *
 * Each is the careful choice; where an account proves it wrong, it is changed here, or by the setting that is named.
 */

/**
 * Answers of v3 tell how many requests are allowed (2000 were seen) and not in which time. The settings `requestsAllowed` and
 * `requestsWindowMs` say otherwise.
 */
export const assumedRequests = { requests: 2_000, windowMs: 60_000 } as const

/** v2 has a limit and its numbers are not told; so many requests are under way at once at most. The setting `concurrentRequests`. */
export const assumedConcurrent = 4

/**
 * How long after its answer v3 may still write. What is not there then was not written, and is sent again. The setting
 * `landsWithinMs`.
 */
export const assumedLandsWithinMs = 60_000

/** When what v3 has taken is looked for the first time. After that it is waited twice as long each time. */
export const firstLookMs = 2_000

/** Instants of v2 and `Retry-After` carry no zone: the clocks of Stockholm. What carries one is read by it. */
export const ruleTimeZone = 'Europe/Stockholm'

/** Values of one group of one subscriber together stay below so many bytes; what counts besides the values is not told. */
export const mostGroupBytes = 64_000

/** How many records v3 gives at once is not told; so many are asked for, and what it says in `meta` is believed. */
export const recordsAtOnce = 100

/**
 * How a refused entry of a list is named: `subscribers.12.phone_number`, or with brackets. Where nothing is named, halves find
 * it.
 */
export const refusedEntry = /^subscribers[.[](\d+)\]?[.[]?(.*?)\]?$/

/**
 * The names of the three groups are documented, those of the fields in them and of the tags are not: the fields are called as
 * the till calls them. The settings `contactGroup`, `addressGroup`, `orderGroup` and `tags`, and every mapping, say otherwise.
 *
 * @see https://en.docs.rule.se/article/358-sitoo (read 2026-11)
 */
export const groupNames = {
  contact: 'Sitoo-Contact',
  address: 'Sitoo-Address',
  order: 'Sitoo-order',
} as const
export const tagNames = {
  contact: 'Sitoo',
  sale: 'SitooOrder',
  refund: 'SitooRefund',
  optIn: 'Newsletter',
} as const

/**
 * A subscriber without an address, found by its custom identifier and blocked, in whose name the historical group is made. The
 * setting `setupSubscriber` names one with an address in its place.
 */
export const setupIdentifier = 'cartograph-setup'

/** Whether `historical` shows no list: it is looked for among the first so many subscribers. */
export const lookedAtSubscribers = 5
