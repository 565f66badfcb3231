/**
 * What the vendor's public material leaves unknown.
 *
 * Each is the careful choice; where a shop proves it wrong, it is changed here.
 */

/**
 * How long after its instant of change a record may still become visible: a transaction that is open, a replica that lags.
 * What changed within that time before a run is read again by the next one.
 */
export const visibleWithinMs = 60_000

/**
 * The first version whose lists of orders, products and coupons filter by the instant of change.
 *
 * @see https://github.com/woocommerce/woocommerce/pull/30585 (merged in autumn 2021; that this became 5.8 is not said there)
 */
export const oldestVersion = '5.8'

/** How old the figures of reports may be: the shop counts some of them in the background. */
export const reportsStaleMs = 600_000

/** How many months of reports are read where the settings have no `startDate`. */
export const reportMonths = 13

/**
 * Which way of placing an order (`created_via`) means which channel. Recorded were `checkout`, `store-api` and `rest-api`;
 * the name of the point of sale is assumed.
 */
export const channels: Readonly<Record<string, 'web' | 'till'>> = {
  checkout: 'web',
  'store-api': 'web',
  'pos-rest-api': 'till',
}
