import type { RateLimit } from '@cartograph/core'
import { assumedConcurrent, assumedRequestsPerSecond } from './assumptions.ts'
import type { Settings } from './settings.ts'

/** The account's budget; nothing is published, so it is a careful one. */
export function limitsOf({
  keyId,
  requestsPerSecond = assumedRequestsPerSecond,
  concurrentRequests = assumedConcurrent,
}: Settings): Readonly<Record<string, RateLimit>> {
  return {
    account: {
      requests: requestsPerSecond,
      windowMs: 1_000,
      concurrent: concurrentRequests,
      sharedBy: String(keyId),
    },
  }
}
