import { metrics } from '../metrics/catalogue.ts'
import { dimensions, type Dimension } from '../metrics/dimensions.ts'
import type { Metric } from '../metrics/metric.ts'

export interface DescribedDimension {
  readonly id: string
  readonly type: 'time' | 'text'
  readonly definition: string
}

export interface FiguresCatalogue {
  readonly metrics: readonly Omit<Metric, 'of' | 'reads'>[]
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
}

export function describedDimension({ id, span, definition }: Dimension): DescribedDimension {
  return { id, type: span === undefined ? 'text' : 'time', definition }
}
