import type { FigureLanguage } from '@cartograph/charts/figures'
import type { Answers, DayRange } from '../analytics/index.ts'
import type { Dashboard, FigureSettings } from '../dashboards/index.ts'

/** Everything that a report is made of: what was asked, and what was answered. */
export interface ReportMaterial {
  readonly dashboard: Dashboard
  /** One a widget, in their order. */
  readonly answers: Answers
  /** What holds for all widgets that say no other. */
  readonly settings: FigureSettings
  readonly range: DayRange
  readonly organisation: string
  readonly language: FigureLanguage
  /** Default: the title of the dashboard. */
  readonly title?: string | undefined
  readonly madeAt: number
}
