/** What a metric is, as figures tell it; of its kinds those that are not known are numbers. */
export interface FigureMetric {
  readonly id: string
  readonly type: string
}

/** One group of what was asked for, with a figure for each metric. */
export interface FigureRow {
  readonly group: readonly string[]
  readonly isIncomplete: boolean
  readonly figures: readonly {
    /** Decimal text, money in minor units; undefined: unknown. */
    readonly value?: string | undefined
    readonly compared?: string | undefined
    /** A share of one, or `new`. */
    readonly delta?: string | undefined
  }[]
}

/** What the figures of a widget are answered with. */
export interface FigureAnswer {
  readonly metrics?: readonly FigureMetric[] | undefined
  readonly by?: readonly string[] | undefined
  readonly rows?: readonly FigureRow[] | undefined
  readonly total?: FigureRow | undefined
  readonly currency?: string | undefined
  /** Missing: it is compared with nothing. */
  readonly comparedRange?: object | undefined
  /** What values of dimensions are called, by dimension and value, where they are ids. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
}

/** How a widget is drawn. */
export type WidgetForm = 'number' | 'line' | 'bar' | 'table' | 'heatMap' | 'cohorts'

/** What figures call a group of which nobody knows what it is. */
export const unknownGroup = '(unknown)'
