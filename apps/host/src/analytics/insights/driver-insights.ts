import { dayText } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import { contributionsOf, largestOf, size, splitChange, type Sold } from './drivers.ts'
import { importanceOf, type Insight, type InsightFact } from './insight.ts'

export interface DrivenChange {
  readonly period: DayRange
  readonly currency: string
  readonly before: Sold
  readonly after: Sold
  /** By dimension, what each of its values brought before and after. */
  readonly parts: ReadonlyMap<
    string,
    { readonly before: ReadonlyMap<string, Sold>; readonly after: ReadonlyMap<string, Sold> }
  >
}

const leastChange = 0.1
const leastShare = 0.5
const largestParts = 3

/** Why net sales changed: by orders or by their worth, and through which store, country or kind of customer. */
export function driversOf(change: DrivenChange): readonly Insight[] {
  const { period, currency, before, after, parts } = change
  const { delta, orders, fromOrders, fromWorth } = splitChange(before, after)
  if (before.sales <= 0n || Number(size(delta)) < leastChange * Number(before.sales)) return []
  const money = (value: bigint): InsightFact => ({ type: 'money', value: String(value), currency })
  const share = Math.abs(Number(delta) / Number(before.sales))
  const base = importanceOf(35 + 30 * Math.min(1, share))
  const common = { kind: 'driver', subject: 'net_sales', period } as const
  const until = dayText(period.to)
  const whole: Insight = {
    ...common,
    id: `driver:net_sales:${until}`,
    says: delta > 0n ? 'changeUp' : 'changeDown',
    importance: base,
    facts: {
      metric: { type: 'metric', value: 'net_sales' },
      value: money(after.sales),
      delta: money(delta),
      change: { type: 'share', value: share.toFixed(6) },
      orders: { type: 'count', value: String(orders) },
      fromOrders: money(fromOrders),
      fromWorth: money(fromWorth),
    },
  }
  const ofParts = [...parts].flatMap(
    ([dimension, { before: then, after: now }]): readonly Insight[] => {
      const contributions = contributionsOf(then, now)
      // Of one part there is nothing to tell apart.
      if (contributions.length < 2) return []
      const { largest } = largestOf(contributions, largestParts)
      return largest.flatMap((part): readonly Insight[] => {
        const own = Number(part.delta) / Number(delta)
        if (own < leastShare) return []
        return [
          {
            ...common,
            id: `driver:net_sales:${until}:${dimension}:${part.name}`,
            says: 'changePart',
            importance: importanceOf(base - 10 + 10 * Math.min(1, own)),
            facts: {
              metric: { type: 'metric', value: 'net_sales' },
              name: { type: 'name', value: part.name },
              delta: money(part.delta),
              share: { type: 'share', value: own.toFixed(6) },
              orders: { type: 'count', value: String(part.orders) },
            },
          },
        ]
      })
    },
  )
  return [whole, ...ofParts]
}
