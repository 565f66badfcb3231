import type { RuleMishap, SimulatedRule } from '@cartograph/simulators/rule'
import type { SimulatedSitoo } from '@cartograph/simulators/sitoo'
import { pickWith } from '../deed.ts'

/** What a request that writes to Rule may meet. */
export const ruleMishaps: readonly RuleMishap[] = [
  { kind: 'reset', when: 'after' },
  { kind: 'reset', when: 'before' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'errorInGood' },
]
const sitooMishaps = [
  { kind: 'reset', when: 'after' },
  { kind: 'reset', when: 'before' },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'truncated' },
  { kind: 'page' },
] as const

/** Lets some of the next requests meet something, no more than are made: in the end nothing is left in store. */
export function badWeather(
  sitoo: SimulatedSitoo,
  rule: SimulatedRule,
  random: () => number,
  share: number,
): () => void {
  const pick = pickWith(random)
  const seen = { sitoo: 0, rule: 0 }
  return () => {
    const wrote = rule.asked.filter((each) => !each.startsWith('GET')).length
    if (wrote > seen.rule && random() < share) rule.next(pick.from(ruleMishaps))
    if (sitoo.asked.length > seen.sitoo && random() < share) sitoo.next(pick.from(sitooMishaps))
    seen.rule = wrote
    seen.sitoo = sitoo.asked.length
  }
}
