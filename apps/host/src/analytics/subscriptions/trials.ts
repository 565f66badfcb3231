import type { Subscription } from '@cartograph/core'
import type { Day } from '../calendar/day.ts'
import { isIn, type DayRange } from '../calendar/range.ts'
import type { StoreClock } from '../calendar/store-clock.ts'
import type { Exact } from '../currency/rate-table.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { recurringFact } from './recurring.ts'

/** A time in which a subscription is free. */
export interface TrialFact {
  readonly id: string
  readonly customer: string
  readonly from: Day
  /** The first day that is not free any more. */
  readonly until: Day
  /** Whether it was paid for after. */
  readonly isPaid: boolean
}

/** Undefined where nothing is free at first. One that is ended during its trial ends then, unpaid. */
export function trialFact(
  subscription: Subscription,
  context: { readonly clock: StoreClock; readonly customer: string },
): TrialFact | undefined {
  const { id, startedAt, trialEndsAt, endedAt } = subscription
  const { clock, customer } = context
  if (trialEndsAt === undefined || trialEndsAt === null) return undefined
  const [from, planned] = [startedAt, trialEndsAt].map((instant) => clock(Date.parse(instant)).day)
  const ended =
    endedAt === undefined || endedAt === null ? undefined : clock(Date.parse(endedAt)).day
  if (from === undefined || planned === undefined || planned <= from) return undefined
  const isPaid = recurringFact(subscription, context) !== undefined
  return { id, customer, from, until: Math.min(planned, ended ?? planned), isPaid }
}

export interface TrialReport {
  /** That are under way after the last day. */
  readonly running: number
  /** That came to their end in the range, and how many of them were paid for after. */
  readonly ended: number
  readonly conversion: Exact | undefined
}

export function trialReport(trials: readonly TrialFact[], range: DayRange): TrialReport {
  const ended = trials.filter(({ until }) => isIn(range, until))
  const paid = ended.filter(({ isPaid }) => isPaid).length
  return {
    running: trials.filter(({ from, until }) => from <= range.to && until > range.to).length,
    ended: ended.length,
    conversion: ratio(whole(paid), whole(ended.length)),
  }
}
