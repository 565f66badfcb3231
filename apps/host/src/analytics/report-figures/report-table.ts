import type { Day } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import type { Exact, Factor } from '../currency/rate-table.ts'
import type { ReportSource } from '../reading/report-source.ts'
import type { Collector } from '../reports/collector.ts'

/** Figures by the names of their metrics; missing: nobody can say. */
export type Values = Readonly<Record<string, Exact | undefined>>

export interface ReportLine {
  /** One a dimension. */
  readonly group: readonly string[]
  /** Default false. */
  readonly isIncomplete?: boolean
  readonly values: Values
}

/** What a report tells of one range, by some dimensions. */
export interface ReportTable {
  readonly lines: readonly ReportLine[]
  readonly total: Values
  /** What values of dimensions are called, where they are ids. */
  readonly labels?: Labels
}

/** By dimension and value. */
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface ReportAsk {
  readonly source: ReportSource
  readonly range: DayRange
  readonly factor: Factor
  /** By what it will be told first. */
  readonly by: readonly string[]
  /** The day that is still going on. */
  readonly today: Day
  /** Whether a customer is in the segments that were asked for. */
  readonly isMember: (customer: string) => boolean
}

/** A report that is being made: what it wants to see of each customer, and what it tells then. */
export interface ReportMaking {
  /** Missing: it needs no orders. */
  readonly walk?: {
    readonly add: Collector<unknown>['add']
    /** Whether it looks at what was bought, and by which coupon. */
    readonly lines: boolean
  }
  readonly table: (by: readonly string[]) => ReportTable
}

export type BeginReport = (ask: ReportAsk) => Promise<ReportMaking>
