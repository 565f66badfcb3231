import type { Day } from '../calendar/day.ts'
import type { Exact, Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { worthUpTo } from '../metrics/lifetime-metrics.ts'
import { collected, everyOrder, type Collector } from '../reports/collector.ts'

export const rfmGroups = [
  'champions',
  'loyal',
  'potentialLoyalists',
  'new',
  'promising',
  'needsAttention',
  'aboutToSleep',
  'cannotLose',
  'atRisk',
  'hibernating',
  'lost',
] as const
export type RfmGroup = (typeof rfmGroups)[number]

export interface RfmRow {
  readonly customer: string
  readonly daysSince: number
  readonly orders: number
  readonly spend: Exact
  /** From 1 to 5, 5 is best. */
  readonly recency: number
  readonly frequency: number
  readonly monetary: number
  readonly group: RfmGroup
}

/** How recently, how often and for how much each customer bought, up to the end of a day. */
export function rfm(orders: readonly OrderFact[], asOf: Day, factor: Factor): readonly RfmRow[] {
  return collected(rfmCollector({ asOf, factor }), orders)
}

type Bought = Pick<RfmRow, 'customer' | 'daysSince' | 'orders' | 'spend'>

/** The same, of one customer after the other: of each only what the scores need is kept. */
export function rfmCollector({
  asOf,
  factor,
}: {
  readonly asOf: Day
  readonly factor: Factor
}): Collector<readonly RfmRow[]> {
  const customers: Bought[] = []
  return {
    add: (all, counts = everyOrder) => {
      const own = all.filter((order) => order.day <= asOf && counts(order))
      const last = own.at(-1)
      if (last === undefined) return
      customers.push({
        customer: last.customer,
        daysSince: asOf - last.day,
        orders: own.length,
        spend: worthUpTo(own, asOf, factor),
      })
    },
    result: () => scored(customers),
  }
}

function scored(customers: readonly Bought[]): readonly RfmRow[] {
  const recency = quintiles(customers, (one, other) => other.daysSince - one.daysSince)
  const once = customers.filter((customer) => customer.orders === 1).length
  const frequency =
    once * 10 > customers.length * 6
      ? customers.map((customer) => fixedFrequency(customer.orders))
      : quintiles(customers, (one, other) => one.orders - other.orders)
  const monetary = quintiles(customers, (one, other) => one.spend.comparedTo(other.spend))
  return customers.map((customer, index) => {
    const scores = {
      recency: recency[index] ?? 1,
      frequency: frequency[index] ?? 1,
      monetary: monetary[index] ?? 1,
    }
    return Object.assign({}, customer, scores, { group: rfmGroup(scores) })
  })
}

/**
 * A score from 1 to 5 by fifths of the sorted customers; equal ones share the better score.
 *
 * `compare` puts the worst first.
 */
export function quintiles<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): readonly number[] {
  const order = items.map((_, index) => index)
  const sorted = order.toSorted((one, other) => compareAt(items, compare, one, other))
  const scores = Array.from({ length: items.length }, () => 1)
  let better: { readonly index: number; readonly score: number } | undefined
  for (const [rank, index] of [...sorted.entries()].toReversed()) {
    const isTie = better !== undefined && compareAt(items, compare, better.index, index) === 0
    const score: number =
      isTie && better !== undefined ? better.score : Math.floor((rank * 5) / items.length) + 1
    scores[index] = score
    better = { index, score }
  }
  return scores
}

function compareAt<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
  one: number,
  other: number,
): number {
  const [first, second] = [items[one], items[other]]
  return first === undefined || second === undefined ? 0 : compare(first, second)
}

/** Where most buy once, fifths would be arbitrary: one order is 1, two 2, three 3, five 4, eight 5. */
function fixedFrequency(orders: number): number {
  return [1, 2, 3, 5, 8].filter((least) => orders >= least).length
}

/** How often and for how much in one score. */
export function worthScore({
  frequency,
  monetary,
}: Pick<RfmRow, 'frequency' | 'monetary'>): number {
  return Math.round((frequency + monetary) / 2)
}

/** The first that fits, so that everybody is in exactly one group. */
export function rfmGroup({
  recency,
  frequency,
  monetary,
}: Pick<RfmRow, 'recency' | 'frequency' | 'monetary'>): RfmGroup {
  const worth = worthScore({ frequency, monetary })
  if (recency >= 4 && worth >= 4) return 'champions'
  if (recency >= 3 && worth >= 4) return 'loyal'
  if (recency >= 4 && worth >= 2) return 'potentialLoyalists'
  if (recency === 5) return 'new'
  if (recency === 4) return 'promising'
  if (recency === 3 && worth >= 2) return 'needsAttention'
  if (recency === 3 || (recency === 2 && worth <= 2)) return 'aboutToSleep'
  if (recency === 1 && worth >= 4) return 'cannotLose'
  if (worth >= 3) return 'atRisk'
  if (worth === 2) return 'hibernating'
  return 'lost'
}
