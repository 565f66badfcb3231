import { spans } from '../calendar/day.ts'
import { Exact } from '../currency/rate-table.ts'
import { presented } from '../metrics/metric.ts'
import { deltaOf } from '../query/delta.ts'
import type { DescribedMetric, Figure, FigureRow } from '../query/figure-rows.ts'
import { mostGroups, tooMany } from '../query/groups.ts'
import type { ReportLine, ReportTable, Values } from './report-table.ts'

export interface RowsAsk {
  readonly metrics: readonly DescribedMetric[]
  readonly by: readonly string[]
  /** Whether the last day of the range is still going on. */
  readonly isGoingOn: boolean
}

/**
 * The lines of a report as figures, beside those of the time that it is compared with.
 *
 * @throws a `config` fault where there are too many.
 */
export function reportRows(
  now: ReportTable,
  before: ReportTable | undefined,
  { metrics, by, isGoingOn }: RowsAsk,
): { readonly rows: readonly FigureRow[]; readonly total: FigureRow } {
  if (now.lines.length > mostGroups) throw tooMany()
  // Periods of two ranges are the same where they stand in the same place.
  const isOverTime = by.some((dimension) => spans.some((span) => span === dimension))
  const named = new Map(before?.lines.map((line) => [JSON.stringify(line.group), line]))
  const earlier = (line: ReportLine, place: number) =>
    isOverTime ? before?.lines[place] : named.get(JSON.stringify(line.group))
  const compared = (line: ReportLine | undefined): Values | undefined =>
    before === undefined ? undefined : (line?.values ?? nothing(metrics))
  return {
    rows: now.lines.map((line, place) => rowOf(metrics, line, compared(earlier(line, place)))),
    total: rowOf(metrics, { group: [], isIncomplete: isGoingOn, values: now.total }, before?.total),
  }
}

/** What was not there before was nothing, where it can be added up. */
function nothing(metrics: readonly DescribedMetric[]): Values {
  return Object.fromEntries(
    metrics.flatMap(({ id, isAdditive }) => (isAdditive ? [[id, new Exact(0)]] : [])),
  )
}

function rowOf(
  metrics: readonly DescribedMetric[],
  { group, isIncomplete = false, values }: ReportLine,
  before: Values | undefined,
): FigureRow {
  return {
    group,
    isIncomplete,
    figures: metrics.map((metric): Figure => {
      const value = values[metric.id]
      const shown = presented(metric, value)
      if (before === undefined) return { value: shown }
      const compared = before[metric.id]
      const delta = isIncomplete ? undefined : deltaOf(value, compared)
      return {
        value: shown,
        compared: presented(metric, compared),
        ...(delta !== undefined && { delta }),
      }
    }),
  }
}
