import type { ChartProps } from '../chart-props.ts'
import type { TableData } from '../chart-table.ts'
import type { DeltaProps } from '../delta.ts'

/** What a document is made of: all of it written already, in one language. */
export interface Report {
  readonly title: string
  readonly organisation: string
  /** A PNG or JPEG. */
  readonly logo?: Uint8Array
  /** The time that it is of, as people write it. */
  readonly period: string
  /** BCP 47. Default `en`. */
  readonly locale?: string
  readonly words?: Partial<ReportWords>
  readonly sections: readonly ReportSection[]
  /** Default: now. */
  readonly createdAt?: Date
}

export interface ReportWords {
  readonly page: string
}

export const englishReport: ReportWords = { page: 'Page {page} of {pages}' }

export interface ReportSection {
  readonly title?: string
  readonly text?: string
  readonly kpis?: readonly ReportFigure[]
  readonly charts?: readonly ChartProps[]
  readonly tables?: readonly TableData[]
}

export interface ReportFigure {
  readonly name: string
  /** As it is written. */
  readonly value: string
  readonly delta?: DeltaProps
}
