import type { Day } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import type { SentenceKey } from './words/sentences.ts'

/** What insights are about; feedback mutes one of these, or one metric of it. */
export const insightKinds = [
  'anomaly',
  'driver',
  'record',
  'streak',
  'trendBreak',
  'stockOut',
  'segmentMove',
  'syncProblem',
] as const

export type InsightKind = (typeof insightKinds)[number]

/** One thing that a sentence says, as data; money is in minor units, as text. */
export type InsightFact =
  | { readonly type: 'money'; readonly value: string; readonly currency: string }
  | { readonly type: 'count' | 'number' | 'share' | 'days'; readonly value: string }
  | { readonly type: 'day'; readonly value: Day }
  | { readonly type: 'metric' | 'name'; readonly value: string }

/** Something that is worth knowing. It speaks of sums, products, segments and connections, never of a person. */
export interface Insight {
  /** The same for the same thing, whenever it is found. */
  readonly id: string
  readonly kind: InsightKind
  /** The sentence that says it. */
  readonly says: SentenceKey
  /** The metric, product, segment or connection that it is about. */
  readonly subject: string
  readonly period: DayRange
  /** From 0 to 100. */
  readonly importance: number
  readonly facts: Readonly<Record<string, InsightFact>>
}

/** The most important ones first; of the same importance in the order of their names, so that two runs agree. */
export function ranked(insights: readonly Insight[]): readonly Insight[] {
  return insights.toSorted(
    (one, other) => other.importance - one.importance || (one.id < other.id ? -1 : 1),
  )
}

/** A kind, or a metric of it: `anomaly`, `anomaly:net_sales`. */
export function isMuted({ kind, subject }: Insight, muted: ReadonlySet<string>): boolean {
  return muted.has(kind) || muted.has(`${kind}:${subject}`)
}

export function importanceOf(size: number): number {
  return Math.round(Math.min(100, Math.max(0, size)))
}
