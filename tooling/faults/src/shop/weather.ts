import type { Climate } from '@cartograph/simulators/woocommerce'

type Mishap = Climate['mishaps'][number]['mishap']

/** Every way in which a request can fail. Waits are the shortest that the vendor can ask for. */
const mishaps: readonly Mishap[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'truncated' },
  { kind: 'page' },
  { kind: 'slow', delayMs: 250 },
]

/** A climate in which such a share of requests meets something, each kind equally often. */
export function badWeather(share: number): Pick<Climate, 'mishaps'> {
  // They are drawn one after the other, so each has to take its part of what the earlier ones have left.
  const part = share / mishaps.length
  return {
    mishaps: mishaps.map((mishap, index) => ({ share: part / (1 - index * part), mishap })),
  }
}
