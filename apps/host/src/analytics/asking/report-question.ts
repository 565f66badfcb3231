import { fault, nearest } from '@cartograph/core'
import { reportShapes, type FigureReport } from '../../dashboards/index.ts'
import type { DescribedMetric } from '../query/figure-rows.ts'
import type { DescribedDimension } from '../report-figures/report-dimensions.ts'
import { reportMetrics } from '../report-figures/report-metrics.ts'
import { describedHere } from './catalogue.ts'

/** The figures of a report that were asked for. @throws a `config` fault for one that it does not tell. */
export function metricsOfReport(
  report: FigureReport,
  wanted: readonly string[],
): readonly DescribedMetric[] {
  const known = reportMetrics[report]
  return wanted.map((id) => {
    const found = known.find((metric) => metric.id === id)
    if (found !== undefined) return found
    const names = known.map((metric) => metric.id)
    const meant = nearest(id, names)
    throw fault({
      kind: 'config',
      message: `The report ${report} does not tell "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      hint: `It tells ${names.join(', ')}.`,
    })
  })
}

/** By what a report is told. @throws a `config` fault where it cannot be told so. */
export function dimensionsOfReport(
  report: FigureReport,
  by: readonly string[],
): readonly DescribedDimension[] {
  const ways = reportShapes[report].by
  const isKnown = ways.some((way) => way.join(' ') === by.join(' '))
  if (!isKnown)
    throw fault({
      kind: 'config',
      message: `The report ${report} cannot be by ${by.join(' and ') || 'nothing'}.`,
      hint: `It can be by ${ways.map((way) => way.join(' and ') || 'nothing').join(', or by ')}.`,
    })
  return by.flatMap((id) => describedHere(id) ?? [])
}
