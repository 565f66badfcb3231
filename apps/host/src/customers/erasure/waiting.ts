import type { VendorErasure } from './vendor-erasure.ts'

const firstWaitMs = 60_000
const longestWaitMs = 86_400_000

/** How long an erasure that is not done rests: longer each time, up to a day, and as long as the slowest vendor wants. */
export function waitBeforeNext(attempts: number, vendors: readonly VendorErasure[]): number {
  const growing = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, attempts - 1))
  return Math.max(growing, ...vendors.map(({ afterMs }) => afterMs ?? 0))
}
