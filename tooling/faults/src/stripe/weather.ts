import type { Climate, Mishap } from '@cartograph/simulators/stripe'

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
  // They are drawn one after the other, so each has to take its part of what the earlier ones have left.
  const part = share / mishaps.length
  return {
    mishaps: mishaps.map((mishap, index) => ({ share: part / (1 - index * part), mishap })),
    events: { lateSeconds: 20, doubled: 0.05 },
    webhooks: { lost: 0.05, doubled: 0.1, late: 0.3, isReordered: true },
  }
}
