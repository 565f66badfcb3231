import { spanAfter, spansBetween, spanStart, type Day, type Span } from '../calendar/day.ts'
import { periodName } from '../calendar/range.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { exact } from '../metrics/totals.ts'
import { collected, everyOrder, type Collector } from '../reports/collector.ts'

export interface CohortCell {
  /** Spans since the one of the first order; that one is 0. */
  readonly age: number
  /** Customers who ordered in this span, and as a share of the cohort. */
  readonly customers: number
  readonly retention: Exact | undefined
  readonly orders: number
  readonly netRevenue: Exact
  /** Net revenue of a customer up to the end of this span. */
  readonly cumulative: Exact | undefined
  readonly aov: Exact | undefined
  /** Whether the span has ended: others are drawn hatched. */
  readonly isComplete: boolean
}

export interface Cohort {
  readonly name: string
  readonly size: number
  readonly cells: readonly CohortCell[]
}

export interface CohortOptions {
  readonly span: Exclude<Span, 'day'>
  /** The last day of which all is known. */
  readonly asOf: Day
  readonly factor: Factor
  /** By what customers are grouped. Default: the span of the first order. */
  readonly by?: (first: OrderFact) => string
}

/** Customers by when, or by how, they bought first, and what they did after. */
export function cohorts(orders: readonly OrderFact[], options: CohortOptions): readonly Cohort[] {
  return collected(cohortCollector(options), orders)
}

interface Running {
  customers: number
  orders: number
  sales: Exact
  paidOrders: number
  returns: Exact
}

interface Group {
  size: number
  /** The first orders of its customers: the first of them, and the last. */
  oldest: Day
  youngest: Day
  readonly ages: Map<number, Running>
}

/** The same, of one customer after the other: what is kept is a cell for each age of each cohort. */
export function cohortCollector({
  span,
  asOf,
  factor,
  by,
}: CohortOptions): Collector<readonly Cohort[]> {
  const groups = new Map<string, Group>()
  return {
    add: (all, counts = everyOrder) => {
      const own = all.filter((order) => order.day <= asOf && counts(order))
      const [first] = own
      if (first === undefined) return
      const name = by?.(first) ?? periodName(spanStart(first.day, span), span)
      const group = groups.get(name) ?? {
        size: 0,
        oldest: asOf,
        youngest: Number.MIN_SAFE_INTEGER,
        ages: new Map<number, Running>(),
      }
      groups.set(name, group)
      group.size += 1
      group.oldest = Math.min(group.oldest, first.day)
      group.youngest = Math.max(group.youngest, first.day)
      addHistory(group.ages, own, { span, asOf, factor })
    },
    result: () =>
      [...groups]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, group]) => ({
          name,
          size: group.size,
          cells: written(group, { span, asOf }),
        })),
  }
}

function addHistory(
  ages: Map<number, Running>,
  own: readonly OrderFact[],
  { span, asOf, factor }: Omit<CohortOptions, 'by'>,
): void {
  const at = (age: number): Running => {
    const known = ages.get(age)
    if (known !== undefined) return known
    const zero = new Exact(0)
    const fresh = { customers: 0, orders: 0, sales: zero, paidOrders: 0, returns: zero }
    ages.set(age, fresh)
    return fresh
  }
  const first = own[0]?.day ?? asOf
  const bought = new Set<number>()
  for (const order of own) {
    const age = spansBetween(first, order.day, span)
    const running = at(age)
    if (!bought.has(age)) running.customers += 1
    bought.add(age)
    running.orders += 1
    const rate = factor(order.currency, order.day)
    if (rate !== undefined) {
      const { gross, discounts, total } = order.amounts
      running.sales = running.sales.plus(exact(gross - discounts).times(rate))
      if (total !== 0n) running.paidOrders += 1
    }
    for (const { day, parts } of order.refunds) {
      const back = factor(order.currency, day)
      if (day > asOf || back === undefined) continue
      const given = at(spansBetween(first, day, span))
      given.returns = given.returns.plus(exact(parts.items).times(back))
    }
  }
}

function written(
  { ages, size: many, oldest, youngest }: Group,
  { span, asOf }: Pick<CohortOptions, 'span' | 'asOf'>,
): readonly CohortCell[] {
  // The youngest customer says which spans all of the cohort have behind them, the oldest how many there are.
  const size = whole(many)
  let revenue = new Exact(0)
  return Array.from({ length: spansBetween(oldest, asOf, span) + 1 }, (_, age) => {
    const running = ages.get(age)
    const netRevenue = (running?.sales ?? new Exact(0)).minus(running?.returns ?? 0)
    revenue = revenue.plus(netRevenue)
    const bought = running?.customers ?? 0
    const end = spanAfter(spanStart(youngest, span), span, age + 1) - 1
    return {
      age,
      customers: bought,
      retention: ratio(whole(bought), size),
      orders: running?.orders ?? 0,
      netRevenue,
      cumulative: ratio(revenue, size),
      aov: ratio(running?.sales ?? new Exact(0), whole(running?.paidOrders ?? 0)),
      isComplete: end <= asOf,
    }
  })
}

/** The retention of each age over all cohorts whose span has ended, weighted by their size. */
export function meanRetention(all: readonly Cohort[]): readonly (Exact | undefined)[] {
  return means(all, (_, { customers }) => whole(customers))
}

/** The net revenue of a customer up to each age, over all cohorts whose span has ended. */
export function meanRevenue(all: readonly Cohort[]): readonly (Exact | undefined)[] {
  return means(all, ({ size }, { cumulative }) => cumulative?.times(size) ?? new Exact(0))
}

function means(
  all: readonly Cohort[],
  amount: (cohort: Cohort, cell: CohortCell) => Exact,
): readonly (Exact | undefined)[] {
  const longest = all.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return Array.from({ length: longest }, (_, age) => {
    const complete = all.flatMap((cohort) => {
      const cell = cohort.cells[age]
      return cell?.isComplete === true ? [{ cohort, cell }] : []
    })
    const sum = complete.reduce(
      (total, { cohort, cell }) => total.plus(amount(cohort, cell)),
      new Exact(0),
    )
    const size = complete.reduce((total, { cohort }) => total + cohort.size, 0)
    return ratio(sum, whole(size))
  })
}
