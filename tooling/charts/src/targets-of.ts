import { barLayout } from './bar-layout.ts'
import { barListLayout } from './bar-list-layout.ts'
import type { ChartProps } from './chart-props.ts'
import { donutLayout } from './donut-layout.ts'
import { funnelLayout } from './funnel-layout.ts'
import { lineLayout } from './line-layout.ts'
import { hasData } from './series-words.ts'
import type { Target } from './target.ts'

/** What of a chart can be pointed at; nothing of a sparkline, nor where there is no data. Tables are read as they are. */
export function targetsOf(props: ChartProps): readonly Target[] {
  switch (props.kind) {
    case 'line':
      return hasData(props.series) ? lineLayout(props).targets : []
    case 'bars':
      return hasData(props.series) ? barLayout(props).targets : []
    case 'barList':
      return barListLayout(props).targets
    case 'donut':
      return donutLayout(props).targets
    case 'funnel':
      return funnelLayout(props).targets
    case 'sparkline':
    case 'heatMap':
    case 'cohorts':
    default:
      return []
  }
}
