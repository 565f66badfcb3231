import type { Climate } from '@cartograph/simulators/woocommerce'
import { equallyOften } from '../mishaps.ts'

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
  return {
    mishaps: equallyOften(mishaps, share),
  }
}
