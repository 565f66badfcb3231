import { roundOnce, type Exact } from '../currency/rate-table.ts'
import type { View } from './view.ts'

/** A figure by its name, with all that whoever shows it needs to know. */
export interface Metric {
  readonly id: string
  readonly type: 'money' | 'count' | 'number' | 'share' | 'days'
  /** What one of it is: minor units of the presentation currency, orders, days. */
  readonly unit: string
  /** One plain sentence, shown beside the figure. */
  readonly definition: string
  /** Whether the figures of parts add up to that of the whole. */
  readonly isAdditive: boolean
  /** By which day it counts: that of the order, that of the refund, that of the payment or cart, or as all stands at the end. */
  readonly clock: 'order' | 'refund' | 'own' | 'end'
  /** Undefined where there is nothing to divide by, or too little to say. */
  readonly of: (view: View) => Exact | undefined
}

/** The value for display, rounded once: whole for money and counts, six decimals for the others. */
export function presented({ type }: Metric, value: Exact | undefined): string | undefined {
  if (value === undefined) return undefined
  const places = type === 'money' || type === 'count' ? 0 : 6
  const rounded = roundOnce(value, places)
  return rounded.isZero() ? '0' : rounded.toFixed()
}

type Common = Pick<Metric, 'definition' | 'of'> & Partial<Metric>

export function money(id: string, rest: Common): Metric {
  return { id, type: 'money', unit: 'minor units', isAdditive: true, clock: 'order', ...rest }
}

export function count(id: string, unit: string, rest: Common): Metric {
  return { id, type: 'count', unit, isAdditive: true, clock: 'order', ...rest }
}

export function number(id: string, unit: string, rest: Common): Metric {
  return { id, type: 'number', unit, isAdditive: false, clock: 'order', ...rest }
}

export function share(id: string, rest: Common): Metric {
  return { id, type: 'share', unit: 'of one', isAdditive: false, clock: 'order', ...rest }
}

export function days(id: string, rest: Common): Metric {
  return { id, type: 'days', unit: 'days', isAdditive: false, clock: 'order', ...rest }
}
