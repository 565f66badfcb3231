import type { FigureReport } from '../../dashboards/index.ts'
import { cohortFigures, cohortSpan } from './cohort-figures.ts'
import { couponFigures } from './coupon-figures.ts'
import { pairFigures } from './pair-figures.ts'
import { productFigures } from './product-figures.ts'
import { recurringFigures } from './recurring-figures.ts'
import type { BeginReport } from './report-table.ts'
import { rfmFigures } from './rfm-figures.ts'

export interface KnownReport {
  readonly begin: BeginReport
  /** What it is computed from, where that is not orders. */
  readonly of?: 'subscriptions'
  /** Orders count by their day in the range, or whatever was bought up to its end. */
  readonly counts: 'range' | 'history'
  /** Whether the same is asked of a time before, where that is wanted. */
  readonly isCompared: boolean
  /** What else is made for some dimensions than for others. */
  readonly variant?: (by: readonly string[]) => string
}

export const knownReports: Readonly<Record<FigureReport, KnownReport>> = {
  products: { begin: productFigures, counts: 'range', isCompared: true },
  pairs: { begin: pairFigures, counts: 'range', isCompared: false },
  coupons: { begin: couponFigures, counts: 'range', isCompared: true },
  recurring: { begin: recurringFigures, of: 'subscriptions', counts: 'range', isCompared: true },
  rfm: { begin: rfmFigures, counts: 'history', isCompared: true },
  cohorts: { begin: cohortFigures, counts: 'history', isCompared: false, variant: cohortSpan },
}
