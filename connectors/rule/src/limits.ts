import { createHash } from 'node:crypto'
import type { RateLimit } from '@cartograph/core'
import { assumedConcurrent, assumedRequests } from './assumptions.ts'
import { apiBaseOf, type Settings } from './settings.ts'

/**
 * The account's budget of v3, and what is kept of v2, which tells no numbers. From 49 % of errors among the answers on Rule blocks
 * the account.
 *
 * @see https://github.com/rulecom/rule-io-sdk (read 2026-11, measured by the vendor's own client)
 */
export function limitsOf(config: Settings): Readonly<Record<string, RateLimit>> {
  const { requestsAllowed, requestsWindowMs, concurrentRequests, apiKey } = config
  // The account is not told; connections with one key are one account.
  const sharedBy = createHash('sha256').update(apiKey).digest('hex').slice(0, 16)
  const base = apiBaseOf(config)
  const maxErrorShare = 0.49
  return {
    account: { concurrent: concurrentRequests ?? assumedConcurrent, maxErrorShare, sharedBy },
    v3: {
      match: `* ${base}/v3/*`,
      requests: requestsAllowed ?? assumedRequests.requests,
      windowMs: requestsWindowMs ?? assumedRequests.windowMs,
      maxErrorShare,
      sharedBy,
    },
  }
}
