import type { Subscription } from '@cartograph/core'
import type { Day } from '../calendar/day.ts'
import type { StoreClock } from '../calendar/store-clock.ts'
import { Exact } from '../currency/rate-table.ts'

/** What a subscription brings in a month, from the first day that is paid for to the day on which it ended. */
export interface RecurringFact {
  readonly id: string
  readonly customer: string
  readonly currency: string
  /** Minor units a month; exact, since a year is divided by twelve. */
  readonly monthly: Exact
  readonly from: Day
  /** The first day without it; undefined: it runs. */
  readonly until: Day | undefined
}

/** How many of its periods are in a month. */
const periodsInMonth = {
  day: new Exact(365).div(12),
  week: new Exact(52).div(12),
  month: new Exact(1),
  year: new Exact(1).div(12),
} as const

const unpaid: ReadonlySet<string> = new Set(['incomplete', 'paused', 'trial'])

/** Undefined where nothing is paid: trials, pauses, and what never began or does not say what it costs. */
export function recurringFact(
  subscription: Subscription,
  { clock, customer }: { readonly clock: StoreClock; readonly customer: string },
): RecurringFact | undefined {
  const { amount, interval, currency, intervalCount, endedAt, trialEndsAt, startedAt } =
    subscription
  if (unpaid.has(subscription.status) || !isThere(amount) || !isThere(interval)) return undefined
  if (!isThere(currency) || amount <= 0) return undefined
  const from = clock(Date.parse(trialEndsAt ?? startedAt)).day
  const until = isThere(endedAt) ? clock(Date.parse(endedAt)).day : undefined
  if (until !== undefined && until <= from) return undefined
  const monthly = new Exact(amount).times(periodsInMonth[interval]).div(intervalCount ?? 1)
  return { id: subscription.id, customer, currency, monthly, from, until }
}

function isThere<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined
}

/** What each customer pays a month on a day, by customer and currency. */
export function recurringOn(facts: readonly RecurringFact[], day: Day): ReadonlyMap<string, Exact> {
  const paid = new Map<string, Exact>()
  for (const { customer, currency, monthly, from, until } of facts) {
    if (from > day || (until !== undefined && until <= day)) continue
    const name = payerName(customer, currency)
    paid.set(name, (paid.get(name) ?? new Exact(0)).plus(monthly))
  }
  return paid
}

/** The code of a currency has three letters, so the name can be taken apart again. */
export function payerName(customer: string, currency: string): string {
  return currency + customer
}

export function currencyOfPayer(name: string): string {
  return name.slice(0, 3)
}
