import type { FigureReport } from './report-shapes.ts'

/** Days that begin and end with today, by name. */
export const rangeNames = [
  'today',
  'yesterday',
  'last7',
  'last30',
  'last90',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'thisYear',
  'last12Months',
] as const

export type RangeName = (typeof rangeNames)[number]

export interface DashboardFilter {
  readonly dimension: string
  readonly values: readonly string[]
  readonly exclude?: boolean | undefined
}

/** What a dashboard says for all of its widgets, and a widget for itself. */
export interface FigureSettings {
  readonly range?: RangeName | { readonly from: string; readonly to: string } | undefined
  readonly compare?: 'none' | 'previous' | 'year' | undefined
  /** Default: the one that everything is sold in. */
  readonly currency?: string | undefined
  /** Default: all. */
  readonly stores?: readonly string[] | undefined
  readonly segments?: readonly string[] | undefined
  readonly filters?: readonly DashboardFilter[] | undefined
}

/** Of how many columns of the page a widget takes some: on a wide window all of them, on a narrower one half as many. */
export const pageColumns = 4

/** All of them are one batch of questions. */
export const mostWidgets = 50

/** How a widget is drawn. */
export const widgetForms = ['number', 'line', 'bar', 'table', 'heatMap', 'cohorts'] as const

export interface Widget {
  readonly id: string
  readonly title: string
  readonly show: (typeof widgetForms)[number]
  /** Whose figures they are, where they are no metrics by a dimension; then `metrics` and `by` are of it. */
  readonly report?: FigureReport | undefined
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  /** How many columns it takes. Default: as many as what it shows needs. */
  readonly width?: number | undefined
  /** What it says for itself, in the place of the dashboard. */
  readonly settings: FigureSettings
}

export interface Dashboard {
  readonly id: string
  readonly title: string
  readonly settings: FigureSettings
  readonly widgets: readonly Widget[]
}
