import type { Day } from '../calendar/day.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { percentile } from './statistics.ts'

/** Fewer gaps than these say nothing. */
const leastGaps = 30
const withoutGaps = 180
const [shortest, longest] = [30, 730]

/**
 * After how many days without an order a customer counts as lost: nine of ten gaps between orders are not longer.
 *
 * Between 30 and 730 days; 180 where there are fewer than thirty gaps.
 */
export function lapseDays(gaps: readonly number[]): number {
  return lapseOf(
    gaps.length,
    percentile(gaps, 90, (one, other) => one - other),
  )
}

/** The same, where the ninth of ten gaps is known and how many there are. */
export function lapseOf(gaps: number, ninth: number | undefined): number {
  if (gaps < leastGaps || ninth === undefined) return withoutGaps
  return Math.min(longest, Math.max(shortest, ninth))
}

export type Standing = 'active' | 'atRisk' | 'lost'

/** At risk is who has gone four fifths of the way. */
export function standingAfter(daysSince: number, lapse: number): Standing {
  if (daysSince >= lapse) return 'lost'
  return daysSince * 5 >= lapse * 4 ? 'atRisk' : 'active'
}

/** Days between orders of one customer that follow each other, in the order of time. */
export function gapsOf(orders: readonly OrderFact[]): readonly number[] {
  return orders.slice(1).map(({ day }, index) => day - (orders[index]?.day ?? day))
}

/** The gaps between orders of the same customers, up to the end of a day. */
export function gapsUpTo(customers: Iterable<readonly OrderFact[]>, day: Day): readonly number[] {
  return [...customers].flatMap((orders) => gapsOf(orders.filter((order) => order.day <= day)))
}
