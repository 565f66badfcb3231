import type { FigureSettings } from '../dashboards/index.ts'
import type { NoticeLanguage, NoticeTarget } from './notice-settings.ts'

export const reportAttachments = ['pdf', 'csv'] as const
export type ReportAttachment = (typeof reportAttachments)[number]

export interface ReportTarget extends NoticeTarget {
  /** Whether it is a mail, which takes files. */
  readonly isMail: boolean
}

/** A dashboard that is sent at its times. */
export interface ScheduledReport {
  readonly id: string
  readonly dashboard: string
  /** A cron expression, in the time zone of the organisation. */
  readonly schedule: string
  /** In the place of what the dashboard says. */
  readonly settings: FigureSettings
  /** Default: the title of the dashboard and the days. */
  readonly subject?: string
  readonly language?: NoticeLanguage
  readonly attach: readonly ReportAttachment[]
  readonly to: readonly ReportTarget[]
}
