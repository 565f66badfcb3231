import { dayText, type FiguresDoor } from '../analytics/index.ts'
import type { ReportTarget, ScheduledReport } from '../config/index.ts'
import { makeReport, wordReport, type ReportMaterial } from '../reports/index.ts'
import { filledIn } from './filled-in.ts'
import type { NoticeInstallation } from './notice-scene.ts'
import { askReport, dashboardNamed } from './report-scene.ts'

/** What is sent of a report, and when. */
export interface ReportOccasion {
  readonly report: ScheduledReport
  /** Tells it from others of the same report. */
  readonly period: string
  /** The day that names of ranges go by. */
  readonly day: number
  /** Default: those of the report. */
  readonly to?: readonly ReportTarget[]
}

/** Where the notices of a report are found. */
export function reportSource({ id }: Pick<ScheduledReport, 'id'>): string {
  return `report/${id}`
}

/** A report as notices, one for each place that it goes to: mails with its files, others in words. */
export async function reportNotices(
  installation: NoticeInstallation,
  door: FiguresDoor,
  { report, period, day, to = report.to }: ReportOccasion,
  signal: AbortSignal,
) {
  const material = await askReport(
    installation,
    door,
    {
      dashboard: dashboardNamed(installation.configuration, report.dashboard),
      settings: report.settings,
      language: report.language,
      day,
    },
    signal,
  )
  const files = to.some(({ isMail }) => isMail) ? await reportFiles(report, material) : []
  const { subject } = report
  const inWords = await wordReport(material, { subject })
  const inMail = await wordReport(material, {
    subject,
    files: files.map(({ filename }) => filename),
  })
  return to.map(({ connection, action, input, isMail }, target) => ({
    source: reportSource(report),
    period,
    target,
    connection,
    action,
    input: JSON.stringify(
      isMail && files.length > 0
        ? Object.assign({}, filledIn(input, { ...inMail }), { attachments: files })
        : filledIn(input, { ...inWords }),
    ),
  }))
}

/** As mails take them. */
async function reportFiles(
  { attach, dashboard }: Pick<ScheduledReport, 'attach' | 'dashboard'>,
  material: ReportMaterial,
) {
  const files: {
    readonly filename: string
    readonly contentType: string
    readonly content: string
    readonly encoding: 'base64'
  }[] = []
  for (const form of attach.map((each) => (each === 'csv' ? 'zip' : each)))
    files.push({
      filename: `${reportFileName(dashboard, material)}.${form}`,
      contentType: `application/${form}`,
      content: Buffer.from(await makeReport(material, form)).toString('base64'),
      encoding: 'base64',
    })
  return files
}

/** What a report is called as a file, without its ending: `sales-2026-11-16-2026-11-22`. */
export function reportFileName(
  id: string,
  { range: { from, to } }: Pick<ReportMaterial, 'range'>,
): string {
  const days = from === to ? [dayText(from)] : [dayText(from), dayText(to)]
  return [id.replaceAll(/[^\w-]/gu, '-'), ...days].join('-')
}
