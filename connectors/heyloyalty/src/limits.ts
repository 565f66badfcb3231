import { createHash } from 'node:crypto'
import type { RateLimit } from '@cartograph/core'
import { assumedRequests } from './assumptions.ts'
import type { Settings } from './settings.ts'

/** One budget for an account; none is published. */
export function limitsOf(config: Settings): Readonly<Record<string, RateLimit>> {
  const { apiKey, requestsAllowed, requestsWindowMs } = config
  return {
    account: {
      requests: requestsAllowed ?? assumedRequests.requests,
      windowMs: requestsWindowMs ?? assumedRequests.windowMs,
      // Connections with one key are one account.
      sharedBy: createHash('sha256').update(apiKey).digest('hex').slice(0, 16),
    },
  }
}
