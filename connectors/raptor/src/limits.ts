import type { RateLimit } from '@cartograph/core'
import { assumedConcurrent } from './assumptions.ts'
import type { Settings } from './settings.ts'

/** Raptor publishes no limits: few requests at once, over all connections of the account. */
export function limitsOf({
  customerId,
  concurrentRequests,
}: Settings): Readonly<Record<string, RateLimit>> {
  return {
    account: { concurrent: concurrentRequests ?? assumedConcurrent, sharedBy: customerId },
  }
}
