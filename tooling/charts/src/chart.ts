import { createElement, type ReactNode } from 'react'

import { BarChart } from './bar-chart.ts'
import { BarList } from './bar-list.ts'
import type { ChartProps } from './chart-props.ts'
import { DonutChart } from './donut-chart.ts'
import { FunnelChart } from './funnel-chart.ts'
import { CohortGrid, HeatMap } from './heat-grid.ts'
import { LineChart } from './line-chart.ts'
import { Sparkline } from './sparkline.ts'

/** Any chart by its data: a picture, or a table for heat maps and cohorts. */
export function Chart(props: ChartProps): ReactNode {
  switch (props.kind) {
    case 'line':
      return createElement(LineChart, props)
    case 'bars':
      return createElement(BarChart, props)
    case 'barList':
      return createElement(BarList, props)
    case 'donut':
      return createElement(DonutChart, props)
    case 'funnel':
      return createElement(FunnelChart, props)
    case 'sparkline':
      return createElement(Sparkline, props)
    case 'heatMap':
      return createElement(HeatMap, props)
    case 'cohorts':
    default:
      return createElement(CohortGrid, props)
  }
}
