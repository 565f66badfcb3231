import type { Climate, Mishap } from '@cartograph/simulators/stripe'
import { equallyOften } from '../mishaps.ts'

/** Every way in which a request can fail. Waits are the shortest that the vendor can ask for. */
const mishaps: readonly Mishap[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'status', status: 409, reason: 'lock_timeout' },
  { kind: 'status', status: 429, reason: 'rate_limit' },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'truncated' },
  { kind: 'late', delayMs: 250 },
  { kind: 'slowBody', overMs: 250 },
]

/**
 * A climate in which such a share of requests meets something, each kind equally often, events show up late or twice, and
 * webhooks are late, doubled, out of order or lost.
 */
export function badWeather(share: number): Pick<Climate, 'mishaps' | 'events' | 'webhooks'> {
  return {
    mishaps: equallyOften(mishaps, share),
    events: { lateSeconds: 20, doubled: 0.05 },
    webhooks: { lost: 0.05, doubled: 0.1, late: 0.3, isReordered: true },
  }
}
