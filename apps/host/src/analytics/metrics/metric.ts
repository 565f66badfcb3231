import { roundOnce, type Exact } from '../currency/rate-table.ts'
import type { Sums, View } from './view.ts'

/** A figure by its name, with all that whoever shows it needs to know. */
interface Details {
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
}

/** What a metric is computed from: sums, which are kept day by day, or the facts themselves. It is undefined where there is nothing to divide by, or too little to say. */
type Computed =
  | {
      readonly reads: 'sums'
      /** What it needs beside the sums of sales. */
      readonly beside?: Beside
      readonly of: (sums: Sums) => Exact | undefined
    }
  | { readonly reads: 'rows'; readonly of: (view: View) => Exact | undefined }

export type Beside = 'buyers' | 'kinds' | 'worths' | 'payments' | 'carts'

export type Metric = Details & Computed

/** The value for display, rounded once: whole for money and counts, six decimals for the others. */
export function presented(
  { type }: Pick<Metric, 'type'>,
  value: Exact | undefined,
): string | undefined {
  if (value === undefined) return undefined
  const places = type === 'money' || type === 'count' ? 0 : 6
  const rounded = roundOnce(value, places)
  return rounded.isZero() ? '0' : rounded.toFixed()
}

type Common = Pick<Details, 'definition'> &
  Partial<Details> &
  (
    | {
        readonly reads?: 'sums'
        readonly beside?: Beside
        readonly of: (sums: Sums) => Exact | undefined
      }
    | { readonly reads: 'rows'; readonly of: (view: View) => Exact | undefined }
  )

const usual = { isAdditive: true, clock: 'order' } as const

export function money(id: string, rest: Common): Metric {
  return metric({ ...usual, id, type: 'money', unit: 'minor units' }, rest)
}

export function count(id: string, unit: string, rest: Common): Metric {
  return metric({ ...usual, id, type: 'count', unit }, rest)
}

export function number(id: string, unit: string, rest: Common): Metric {
  return metric({ ...usual, id, type: 'number', unit, isAdditive: false }, rest)
}

export function share(id: string, rest: Common): Metric {
  return metric({ ...usual, id, type: 'share', unit: 'of one', isAdditive: false }, rest)
}

export function days(id: string, rest: Common): Metric {
  return metric({ ...usual, id, type: 'days', unit: 'days', isAdditive: false }, rest)
}

function metric(details: Omit<Details, 'definition'>, rest: Common): Metric {
  return rest.reads === 'rows'
    ? { ...details, ...rest, reads: 'rows', of: rest.of }
    : { ...details, ...rest, reads: 'sums', of: rest.of }
}
