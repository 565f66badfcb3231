import type { ValueFormat } from './value-format.ts'
import type { ChartWords } from './words.ts'

/** What every chart is told. */
export interface ChartFrame {
  /** What is shown, as people call it: read out by screen readers, and drawn where `heading` is set. */
  readonly title: string
  /** Draws the title above the chart, for pictures that stand alone. Default false. */
  readonly heading?: boolean
  /** BCP 47. Default `en`. */
  readonly locale?: string
  readonly words?: Partial<ChartWords>
  /** Pixels. Default 640. */
  readonly width?: number
  /** Pixels. Default 260; lists are as high as their rows. */
  readonly height?: number
}

export type Known = number | null

export interface Series {
  readonly id: string
  readonly name: string
  /** One for each period or category; null where it is unknown, which is not nothing. */
  readonly values: readonly Known[]
  /** The same in the time that it is compared with. */
  readonly compared?: readonly Known[]
}

interface SeriesChart extends ChartFrame {
  readonly format: ValueFormat
  readonly series: readonly Series[]
}

/** Periods, earliest first. */
export interface OverTime {
  /** Each as figures name it (`2026-11-25`, `2026-W48`, `2026-11`, `2026-Q4`, `2026`), or an instant with `Z` at which it begins. */
  readonly periods: readonly string[]
  /** Which of them have not ended, or are cut. */
  readonly incomplete?: readonly boolean[]
  /** The periods that each is compared with. */
  readonly comparedPeriods?: readonly string[]
  /** IANA zone in which instants are shown. Days, weeks and months are what they are. Default `UTC`. */
  readonly timeZone?: string
}

export interface LineChartProps extends SeriesChart, OverTime {
  readonly kind: 'line'
  /** Fills what is below the lines. Default false. */
  readonly isArea?: boolean
}

interface Bars extends SeriesChart {
  readonly kind: 'bars'
  /** Bars of one place beside or above each other. Default `grouped`. */
  readonly arrangement?: 'grouped' | 'stacked'
}

export type BarChartProps = Bars & (OverTime | { readonly categories: readonly string[] })

export interface NamedValue {
  readonly id: string
  readonly name: string
  readonly value: Known
}

/** Horizontal bars, in the order in which they are given. */
export interface BarListProps extends ChartFrame {
  readonly kind: 'barList'
  readonly format: ValueFormat
  readonly items: readonly NamedValue[]
  /** Shows the share of the sum beside each value. Default false. */
  readonly hasShares?: boolean
  /** What shares are of, where not all is listed. Default: the sum of the items. */
  readonly total?: number
}

export interface DonutChartProps extends ChartFrame {
  readonly kind: 'donut'
  readonly format: ValueFormat
  /** Of more than five the smallest are put together. */
  readonly parts: readonly NamedValue[]
}

export interface FunnelChartProps extends ChartFrame {
  readonly kind: 'funnel'
  readonly format: ValueFormat
  readonly steps: readonly NamedValue[]
}

export interface SparklineProps extends ChartFrame {
  readonly kind: 'sparkline'
  readonly format: ValueFormat
  readonly values: readonly Known[]
  /** Whether the last value has not ended. Default false. */
  readonly isLastIncomplete?: boolean
}

/** A table whose cells are coloured by their values. */
export interface HeatMapProps extends ChartFrame {
  readonly kind: 'heatMap'
  readonly format: ValueFormat
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** One row of cells for each of `rows`. */
  readonly values: readonly (readonly Known[])[]
}

/** A table of groups that began together, and of what became of each. */
export interface CohortGridProps extends ChartFrame {
  readonly kind: 'cohorts'
  readonly format: ValueFormat
  readonly cohorts: readonly {
    readonly name: string
    /** Missing: how many it began with is not shown. */
    readonly size?: number
    /** As many as there is time for; null where it is unknown. */
    readonly values: readonly Known[]
    /** Whether the last of its periods has not ended. */
    readonly isLastIncomplete?: boolean
  }[]
  /** Headings of the periods. Default: 0, 1, 2 and so on. */
  readonly columns?: readonly string[]
}

/** Any chart, as data. */
export type ChartProps =
  | LineChartProps
  | BarChartProps
  | BarListProps
  | DonutChartProps
  | FunnelChartProps
  | SparklineProps
  | HeatMapProps
  | CohortGridProps

/** Charts that are drawn; the others are tables. */
export type DrawnChartProps = Exclude<ChartProps, HeatMapProps | CohortGridProps>
