import type { Day } from '../calendar/day.ts'
import type { Metric } from '../metrics/metric.ts'
import type { InsightFact } from './insight.ts'

/** A metric day by day. Amounts are numbers here: they are compared and never added up. */
export interface DailySeries {
  readonly metric: string
  readonly type: Metric['type']
  /** Of money. */
  readonly currency: string
  /** Whether it is counted or summed; a day without it is then nothing, and otherwise unknown. */
  readonly isAdditive: boolean
  /** The first day of which anything is known. */
  readonly first: Day
  readonly values: ReadonlyMap<Day, number>
}

export function valueOn({ values, isAdditive, first }: DailySeries, day: Day): number | undefined {
  if (day < first) return undefined
  return values.get(day) ?? (isAdditive ? 0 : undefined)
}

/** A value of the series as a fact, rounded as figures are. */
export function factOf(
  { type, currency }: Pick<DailySeries, 'type' | 'currency'>,
  value: number,
): InsightFact {
  if (type === 'money') return { type, value: String(Math.round(value)), currency }
  if (type === 'count') return { type, value: String(Math.round(value)) }
  return { type, value: String(Number(value.toFixed(6))) }
}

export function shareFact(value: number): InsightFact {
  return { type: 'share', value: String(Number(value.toFixed(6))) }
}
