import { spans, type Span } from '../calendar/day.ts'
import { periodsOf, type DayRange } from '../calendar/range.ts'
import type { Exact } from '../currency/rate-table.ts'
import { whole } from '../metrics/statistics.ts'
import { movementKinds, recurringReport, type RecurringReport } from '../subscriptions/movements.ts'
import { trialReport, type TrialReport } from '../subscriptions/trials.ts'
import type { BeginReport, ReportLine, Values } from './report-table.ts'

/** Monthly recurring revenue at the end of the range or of each span of it, how it moved, and who pays it. */
export const recurringFigures: BeginReport = async ({ source, range, factor, today, isMember }) => {
  const agreed = await source.subscriptions()
  const paid = agreed.paid.filter(({ customer }) => isMember(customer))
  const trials = agreed.trials.filter(({ customer }) => isMember(customer))
  const of = (within: DayRange) =>
    valuesOf(recurringReport(paid, within, factor), trialReport(trials, within))
  return {
    table: ([dimension]) => {
      const total = of(range)
      const span = spans.find((each) => each === dimension)
      if (span !== undefined) return { lines: overTime(range, span, { today, of }), total }
      return { lines: dimension === 'movement' ? movements(total) : [], total }
    },
  }
}

function overTime(
  range: DayRange,
  span: Span,
  { today, of }: { readonly today: number; readonly of: (within: DayRange) => Values },
): readonly ReportLine[] {
  return periodsOf(range, span, today).map((period) => ({
    group: [period.name],
    isIncomplete: period.isIncomplete,
    values: of(period),
  }))
}

const movementMetrics = {
  new: 'new_mrr',
  reactivation: 'reactivation_mrr',
  expansion: 'expansion_mrr',
  contraction: 'contraction_mrr',
  churn: 'churned_mrr',
} as const

/** What brought the revenue from what it was to what it is: together they are its change. */
function movements(total: Values): readonly ReportLine[] {
  return [
    ...movementKinds.map((kind) => movement(kind, total[movementMetrics[kind]])),
    movement('currency', total['currency_effect']),
  ]
}

function movement(name: string, value: Exact | undefined): ReportLine {
  return { group: [name], values: { mrr_change: value } }
}

function valuesOf(report: RecurringReport, trials: TrialReport): Values {
  return {
    mrr: report.end,
    mrr_start: report.start,
    mrr_change: report.end.minus(report.start),
    arr: report.annual,
    ...Object.fromEntries(
      movementKinds.map((kind) => [movementMetrics[kind], report.movements[kind]]),
    ),
    currency_effect: report.currencyEffect,
    subscribers: whole(report.customersAtEnd),
    churned_subscribers: whole(report.churnedCustomers),
    arpu: report.averagePerCustomer,
    gross_mrr_churn: report.grossChurn,
    net_mrr_churn: report.netChurn,
    subscriber_churn: report.customerChurn,
    subscriber_ltv: report.lifetimeValue,
    quick_ratio: report.quickRatio,
    trials: whole(trials.running),
    trials_ended: whole(trials.ended),
    trial_conversion: trials.conversion,
  }
}
