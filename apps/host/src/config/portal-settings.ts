import type { FigureSettings } from '../dashboards/index.ts'
import type { ShareChoice } from '../rights/index.ts'
import type { ReportAttachment } from './report-settings.ts'

/** A dashboard of a portal. */
export interface PortalDashboard {
  readonly id: string
  /** Which one it is. */
  readonly dashboard: string
  /** Default: that of the dashboard. */
  readonly title?: string
  /** What its figures are held to. */
  readonly settings: FigureSettings
}

/** Dashboards that are shown to a client by one link, under a name, a colour and a logo. */
export interface Portal {
  readonly id: string
  readonly title: string
  /** As `#rrggbb`; white can be read on it. */
  readonly accent?: string
  readonly dashboards: readonly PortalDashboard[]
  readonly downloads: readonly ReportAttachment[]
  readonly choices: readonly ShareChoice[]
}
