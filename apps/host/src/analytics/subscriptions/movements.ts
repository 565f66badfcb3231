import type { DayRange } from '../calendar/range.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { currencyOfPayer, payerName, recurringOn, type RecurringFact } from './recurring.ts'

export const movementKinds = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const
export type MovementKind = (typeof movementKinds)[number]

/** How monthly recurring revenue came from what it was to what it is; amounts are in the presentation currency. */
export interface RecurringReport {
  readonly start: Exact
  readonly end: Exact
  /** Losses are below zero. */
  readonly movements: Readonly<Record<MovementKind, Exact>>
  /** What rates did to what did not move. */
  readonly currencyEffect: Exact
  /** Twelve times what it is at the end. */
  readonly annual: Exact
  readonly customersAtStart: number
  readonly customersAtEnd: number
  readonly churnedCustomers: number
  readonly grossChurn: Exact | undefined
  readonly netChurn: Exact | undefined
  readonly customerChurn: Exact | undefined
  /** A paying customer’s month on average. */
  readonly averagePerCustomer: Exact | undefined
  readonly lifetimeValue: Exact | undefined
  readonly quickRatio: Exact | undefined
}

/**
 * The recurring revenue of a range: what it was before the first day, what it is after the last, and why it differs.
 *
 * Movements are judged by customer and in the customer’s own currency, so that rates make none; each is converted at the rate of
 * the last day. What start, end and movements leave is the effect of currencies.
 */
export function recurringReport(
  facts: readonly RecurringFact[],
  range: DayRange,
  factor: Factor,
): RecurringReport {
  const before = recurringOn(facts, range.from - 1)
  const after = recurringOn(facts, range.to)
  const earlier = new Set(
    facts.flatMap(({ customer, currency, from }) =>
      from < range.from ? payerName(customer, currency) : [],
    ),
  )
  const movements = movedAmounts(before, after, {
    earlier,
    rateOf: (name) => factor(currencyOfPayer(name), range.to),
  })
  const start = converted(before, (name) => factor(currencyOfPayer(name), range.from - 1))
  const end = converted(after, (name) => factor(currencyOfPayer(name), range.to))
  const moved = movementKinds.reduce((sum, kind) => sum.plus(movements[kind]), zero)
  return {
    start,
    end,
    movements,
    currencyEffect: end.minus(start).minus(moved),
    annual: end.times(12),
    ...churnShares(start, movements),
    ...customerFigures(before, after, end),
  }
}

const zero = new Exact(0)

function movedAmounts(
  before: ReadonlyMap<string, Exact>,
  after: ReadonlyMap<string, Exact>,
  {
    earlier,
    rateOf,
  }: {
    readonly earlier: ReadonlySet<string>
    readonly rateOf: (name: string) => Exact | undefined
  },
): Record<MovementKind, Exact> {
  const sums = Object.fromEntries(movementKinds.map((kind) => [kind, zero])) as Record<
    MovementKind,
    Exact
  >
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name) ?? zero, after.get(name) ?? zero]
    const kind = kindOf(was, is, earlier.has(name))
    const rate = rateOf(name)
    if (kind === undefined || rate === undefined) continue
    sums[kind] = sums[kind].plus(is.minus(was).times(rate))
  }
  return sums
}

function kindOf(was: Exact, is: Exact, paidBefore: boolean): MovementKind | undefined {
  if (was.equals(is)) return undefined
  if (was.isZero()) return paidBefore ? 'reactivation' : 'new'
  if (is.isZero()) return 'churn'
  return is.greaterThan(was) ? 'expansion' : 'contraction'
}

function converted(
  paid: ReadonlyMap<string, Exact>,
  rateOf: (name: string) => Exact | undefined,
): Exact {
  let sum = zero
  for (const [name, monthly] of paid) {
    const rate = rateOf(name)
    if (rate !== undefined) sum = sum.plus(monthly.times(rate))
  }
  return sum
}

function churnShares(start: Exact, moved: Readonly<Record<MovementKind, Exact>>) {
  const lost = moved.churn.plus(moved.contraction).negated()
  const back = moved.expansion.plus(moved.reactivation)
  return {
    grossChurn: ratio(lost, start),
    netChurn: ratio(lost.minus(back), start),
    quickRatio: ratio(moved.new.plus(back), lost),
  }
}

function customerFigures(
  before: ReadonlyMap<string, Exact>,
  after: ReadonlyMap<string, Exact>,
  end: Exact,
) {
  const [was, is] = [before, after].map(
    (paid) => new Set([...paid.keys()].map((name) => name.slice(3))),
  )
  const churned = [...(was ?? [])].filter((customer) => is?.has(customer) !== true).length
  const customerChurn = ratio(whole(churned), whole(was?.size ?? 0))
  const averagePerCustomer = ratio(end, whole(is?.size ?? 0))
  return {
    customersAtStart: was?.size ?? 0,
    customersAtEnd: is?.size ?? 0,
    churnedCustomers: churned,
    customerChurn,
    averagePerCustomer,
    lifetimeValue:
      averagePerCustomer === undefined || customerChurn === undefined
        ? undefined
        : ratio(averagePerCustomer, customerChurn),
  }
}
