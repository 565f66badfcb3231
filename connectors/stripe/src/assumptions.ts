/**
 * What Stripe's public material leaves unknown.
 *
 * Each is the careful choice; where an account proves it wrong, it is changed here, or by the setting that is named.
 */

/**
 * Keys made since about 2018 carry their account's id after the mode: `sk_live_51AbC…` is of `acct_1AbC…`. So many characters
 * of a key are common to all keys of an account. Only budgets are shared by it: where it is wrong, two connections
 * of one account meet a 429 and slow down. Requests for connected accounts are taken to count for the platform's limits.
 */
export const accountCharacters = 16

/**
 * Requests under way at once. Stripe limits them and does not say to how many; Airbyte's connector goes up to 20
 * (https://docs.airbyte.com/integrations/sources/stripe, read 2026-11-22).
 */
export const concurrentRequests = 20

/**
 * How long after its instant an object or an event may become visible in a list. Others measured 5 s
 * (https://blog.sequin.io/finding-and-fixing-eventual-consistency-with-stripe-events) and stay 60 s behind.
 */
export const visibleWithinMs = 60_000

/**
 * Decimals of amounts in currencies whose rule is not in the reference: Stripe's list of three-decimal currencies lacks IQD
 * and LYD, and UGX is said to be like ISK. The setting `currencyDecimals` says otherwise.
 */
export const assumedDecimals: Readonly<Record<string, number>> = { IQD: 2, LYD: 2, UGX: 2 }

/** Stripe opened in 2011, so nothing is older; asked for where the key may not read when the account was made. */
export const oldestAccount = Date.UTC(2011, 0, 1) / 1000

/**
 * Permissions of restricted keys follow one pattern, `rak_<resource>_read`; the names that Stripe's refusals were seen to
 * say are `rak_subscription_read` and `rak_plan_write`. Where a refusal names one, that name is told instead.
 */
export function permissionName(resource: string): string {
  return `rak_${resource}_read`
}

/**
 * Fields of `metadata` in which shops write what they call the order that is paid. The first is our own proposal; the others
 * are what extensions of shop systems are known to write (WooCommerce's: `order_id`).
 */
export const orderNumberFields: readonly string[] = [
  'order_number',
  'order_id',
  'orderNumber',
  'orderId',
]

/**
 * A list of subscription schedules may leave out those that are over unless `scope=all` is asked for, as
 * https://github.com/stripe/sync-engine/pull/338 says; the vendor's client does not name the parameter. It is tried, and
 * left away where Stripe does not know it.
 */
export const wholeSchedules: Readonly<Record<string, string>> = { scope: 'all' }
