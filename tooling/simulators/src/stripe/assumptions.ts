/**
 * What the reference leaves unknown, and what the double does instead. Change it here when it becomes known.
 *
 * - An object that was deleted is no place to go on from: `starting_after` with its id is answered `resource_missing`.
 * - Permissions other than `rak_subscription_read` are named after their resource in the same way.
 * - A deleted object other than a customer is answered 404.
 * - A publishable key is answered 403, as one report of 2025 has it (https://github.com/getlago/lago-api/pull/3650).
 * - The words of errors, apart from those of a missing permission, are as public reports of them have it.
 * - A session can be paid for a day; unpaid ones expire then.
 * - `/v1/payment_methods` without a customer is empty.
 * - What belongs to an order of a shop has `order_key` in its metadata; what plugins of shops write there is unknown.
 * - Fees, the fee of a dispute, rates of exchange and the days until money is available are the double's own numbers.
 * - A shop's order keeps one payment whatever is edited, so the amount of its charge follows the order until something
 *   is given back.
 */
export const assumptions = {
  /** Requests of one account that are worked on at the same time; more are answered 429. */
  concurrentRequests: 30,
  /** `Stripe-Rate-Limited-Reason`: which limit it was. */
  rateLimitReasons: {
    account: 'global-rate',
    endpoint: 'endpoint-rate',
    concurrency: 'global-concurrency',
  },
  /**
   * Seconds after the first attempt at which a webhook is tried again: up to three days for live accounts, three times
   * within a few hours in a sandbox. The steps are unknown.
   */
  webhookRetries: {
    live: [300, 1_800, 7_200, 18_000, 36_000, 72_000, 108_000, 144_000, 180_000, 216_000, 259_200],
    sandbox: [300, 3_600, 10_800],
  },
} as const
