import { metrics } from '../metrics/catalogue.ts'
import { dimensions, type Dimension } from '../metrics/dimensions.ts'
import type { Metric } from '../metrics/metric.ts'
import type { DescribedMetric } from '../query/figure-rows.ts'
import { reportDimensions, type DescribedDimension } from '../report-figures/report-dimensions.ts'
import { reportMetrics } from '../report-figures/report-metrics.ts'
import { figureReports, reportShapes, type FigureReport } from '../../dashboards/index.ts'

export interface FiguresCatalogue {
  readonly metrics: readonly Omit<Metric, 'of' | 'reads'>[]
  readonly dimensions: readonly DescribedDimension[]
  /** Figures that are no metric by a dimension. */
  readonly reports: readonly DescribedReport[]
}

export interface DescribedReport {
  readonly id: FigureReport
  readonly metrics: readonly DescribedMetric[]
  /** By what it can be told; the first is the usual way. */
  readonly by: readonly (readonly string[])[]
  readonly dimensions: readonly DescribedDimension[]
}

/** Every metric and dimension with what it is: one table for pages, documents, and tools that ask. */
export const figuresCatalogue: FiguresCatalogue = {
  metrics: metrics.map(({ id, type, unit, definition, isAdditive, clock }) => ({
    id,
    type,
    unit,
    definition,
    isAdditive,
    clock,
  })),
  dimensions: dimensions.map(describedDimension),
  reports: figureReports.map((id) => {
    const { by } = reportShapes[id]
    const names = [...new Set(by.flat())]
    return {
      id,
      metrics: reportMetrics[id],
      by,
      dimensions: names.flatMap((name) => describedHere(name) ?? []),
    }
  }),
}

/** A dimension of figures or of reports, as it is described. */
export function describedHere(id: string): DescribedDimension | undefined {
  const plain = dimensions.find((dimension) => dimension.id === id)
  return plain === undefined
    ? reportDimensions.find((dimension) => dimension.id === id)
    : describedDimension(plain)
}

export function describedDimension({ id, span, definition }: Dimension): DescribedDimension {
  return { id, type: span === undefined ? 'text' : 'time', definition }
}
