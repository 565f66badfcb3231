import {
  cohortCollector,
  meanRetention,
  meanRevenue,
  type Cohort,
  type CohortCell,
} from '../buyers/cohorts.ts'
import type { Span } from '../calendar/day.ts'
import { periodsOf } from '../calendar/range.ts'
import { whole } from '../metrics/statistics.ts'
import type { BeginReport, ReportLine, Values } from './report-table.ts'

type CohortSpan = Exclude<Span, 'day'>

const spans: Readonly<Record<string, CohortSpan>> = {
  cohort_week: 'week',
  cohort_month: 'month',
  cohort_quarter: 'quarter',
  cohort_year: 'year',
}

/** By which span of time the customers of cohorts bought first. */
export function cohortSpan(by: readonly string[]): CohortSpan {
  return by.flatMap((dimension) => spans[dimension] ?? [])[0] ?? 'month'
}

/** The cohorts that began in the range, and what became of them up to its end; by age alone, all of them on average. */
export const cohortFigures: BeginReport = async ({ range, factor, by }) => {
  const span = cohortSpan(by)
  const { add, result } = cohortCollector({ span, asOf: range.to, factor })
  const names = new Set(periodsOf(range, span, range.to).map(({ name }) => name))
  return {
    walk: { add, lines: false },
    table: (asked) => {
      const cohorts = result().filter(({ name }) => names.has(name))
      return {
        lines: linesBy(cohorts, asked),
        total: { cohort_size: whole(sizeOf(cohorts)) },
      }
    },
  }
}

function linesBy(cohorts: readonly Cohort[], by: readonly string[]): readonly ReportLine[] {
  if (by.length === 0) return []
  return by.length === 1 ? means(cohorts) : cohorts.flatMap(linesOf)
}

function linesOf({ name, size, cells }: Cohort): readonly ReportLine[] {
  return cells.map((cell) => ({
    group: [name, String(cell.age)],
    isIncomplete: !cell.isComplete,
    values: { cohort_size: whole(size), ...valuesOf(cell) },
  }))
}

function valuesOf({
  retention,
  customers,
  orders,
  netRevenue,
  cumulative,
  aov,
}: CohortCell): Values {
  return {
    retention,
    customers: whole(customers),
    orders: whole(orders),
    net_revenue: netRevenue,
    revenue_so_far: cumulative,
    aov,
  }
}

/** As far as any cohort has a whole span behind it. */
function means(cohorts: readonly Cohort[]): readonly ReportLine[] {
  const revenue = meanRevenue(cohorts)
  return meanRetention(cohorts).flatMap((retention, age) =>
    retention === undefined
      ? []
      : [
          {
            group: [String(age)],
            values: {
              cohort_size: whole(
                sizeOf(cohorts.filter(({ cells }) => cells[age]?.isComplete === true)),
              ),
              retention,
              revenue_so_far: revenue[age],
            },
          },
        ],
  )
}

function sizeOf(cohorts: readonly Cohort[]): number {
  return cohorts.reduce((sum, { size }) => sum + size, 0)
}
