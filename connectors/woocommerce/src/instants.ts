/** WooCommerce writes instants in UTC without a zone, `2026-11-22T01:36:31`, to the second. */
export function instantOf(gmt: unknown): number | null {
  if (typeof gmt !== 'string') return null
  const at = Date.parse(`${gmt}Z`)
  return Number.isNaN(at) ? null : at
}

/**
 * The form in which filters take instants, together with `dates_are_gmt`.
 *
 * With a `Z` the shop would first turn it into local time, and then compare that with UTC: changes would be missed.
 *
 * @see https://github.com/woocommerce/woocommerce/issues/37809 (read 2026-11-22)
 */
export function gmtText(at: number): string {
  return new Date(at).toISOString().slice(0, 19)
}
