import { nearest } from '@cartograph/core'
import { effectiveSettings, templateNames, type Dashboard } from '../dashboards/index.ts'
import type { Segment } from '../segments/index.ts'
import { checkSchedule } from './connections.ts'
import { checkFigureSettings } from './dashboards.ts'
import type { Path } from './document.ts'
import { entriesOf } from './environment.ts'
import { choice } from './naming.ts'
import { checkTargets, targetOf } from './notices.ts'
import type { ReadConnection, Reading } from './reading.ts'
import type { ScheduledReport } from './report-settings.ts'
import { reportShape, type ReportShape } from './report-shape.ts'

interface Named {
  readonly connections: ReadonlyMap<string, ReadConnection>
  readonly segments: ReadonlyMap<string, Segment>
  readonly dashboards: ReadonlyMap<string, Dashboard> | undefined
}

/** The reports that the file declares; one of a wrong shape has been reported by then. */
export function readReports(
  value: unknown,
  { connections, segments, dashboards }: Named,
  reading: Reading,
): ReadonlyMap<string, ScheduledReport> | undefined {
  const reports = new Map<string, ScheduledReport>()
  for (const [id, entry] of entriesOf(value)) {
    const parsed = reportShape.safeParse(entry)
    if (!parsed.success) continue
    const path: Path = ['reports', id]
    checkDashboardName(parsed.data.dashboard, [...(dashboards?.keys() ?? [])], path, reading)
    checkSchedule(parsed.data.schedule, [...path, 'schedule'], reading)
    checkFigureSettings(parsed.data, { path, segments, reading })
    checkTargets(parsed.data, [...path, 'to'], connections, reading)
    reports.set(id, reportOf(id, parsed.data))
  }
  return reports.size === 0 ? undefined : reports
}

/** What shows a dashboard names one that is there. */
export function checkDashboardName(
  dashboard: string,
  own: readonly string[],
  path: Path,
  { document, problems }: Reading,
): void {
  const known = [...own, ...templateNames]
  if (!known.includes(dashboard))
    problems.add(document, [...path, 'dashboard'], {
      message: `there is no dashboard "${dashboard}"${choice(nearest(dashboard, known), known)}`,
    })
}

function reportOf(id: string, shape: ReportShape): ScheduledReport {
  const { dashboard, schedule, subject, language, attach = ['pdf'], to } = shape
  return {
    id,
    dashboard,
    schedule,
    settings: effectiveSettings(shape),
    ...(subject !== undefined && { subject }),
    ...(language !== undefined && { language }),
    attach,
    to: to.map((target) =>
      Object.assign({}, targetOf(target), { isMail: target.mail !== undefined }),
    ),
  }
}
