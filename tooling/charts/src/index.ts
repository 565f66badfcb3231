export { BarChart } from './bar-chart.ts'
export { barLayout, type Bar, type BarLayout } from './bar-layout.ts'
export { BarList } from './bar-list.ts'
export { barListLayout, type BarListLayout } from './bar-list-layout.ts'
export { Chart } from './chart.ts'
export type {
  BarChartProps,
  BarListProps,
  ChartFrame,
  ChartProps,
  CohortGridProps,
  DonutChartProps,
  DrawnChartProps,
  FunnelChartProps,
  HeatMapProps,
  Known,
  LineChartProps,
  NamedValue,
  OverTime,
  Series,
  SparklineProps,
} from './chart-props.ts'
export { chartTable, type TableData } from './chart-table.ts'
export { ChartTable } from './data-table.ts'
export { Delta, deltaParts, type DeltaParts, type DeltaProps } from './delta.ts'
export { DonutChart } from './donut-chart.ts'
export { donutLayout, type DonutLayout } from './donut-layout.ts'
export { FunnelChart } from './funnel-chart.ts'
export { funnelLayout, type FunnelLayout } from './funnel-layout.ts'
export { CohortGrid, HeatMap } from './heat-grid.ts'
export { heatTable, type HeatCell, type HeatTable } from './heat-table.ts'
export { LineChart } from './line-chart.ts'
export { lineLayout, type LineLayout } from './line-layout.ts'
export { NoData } from './no-data.ts'
export {
  colour,
  heatColour,
  inTheme,
  seriesColour,
  themeColours,
  type ColourName,
  type Theme,
} from './palette.ts'
export { Sparkline, sparklineLayout, type SparklineLayout } from './sparkline.ts'
export { targetSentence, type Target, type TargetRow } from './target.ts'
export { targetsOf } from './targets-of.ts'
export { formatChange, formatShort, formatValue, type ValueFormat } from './value-format.ts'
export type { ChartWords } from './words.ts'
