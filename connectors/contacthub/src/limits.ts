import { createHash } from 'node:crypto'
import type { RateLimit } from '@cartograph/core'
import { assumedConcurrent, assumedRequestsPerSecond } from './assumptions.ts'
import type { Settings } from './settings.ts'

/** No limits are published; connections with one token share what is assumed. */
export function limitsOf(config: Settings): Readonly<Record<string, RateLimit>> {
  const { requestsPerSecond, concurrentRequests, token } = config
  return {
    account: {
      requests: requestsPerSecond ?? assumedRequestsPerSecond,
      windowMs: 1_000,
      concurrent: concurrentRequests ?? assumedConcurrent,
      sharedBy: createHash('sha256').update(token).digest('hex').slice(0, 16),
    },
  }
}
