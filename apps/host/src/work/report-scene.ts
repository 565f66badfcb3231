import { fault, nearest } from '@cartograph/core'
import {
  dashboardQuestions,
  dashboardRange,
  openFigures,
  openSegments,
  type FiguresDoor,
} from '../analytics/index.ts'
import { rowSources, type NoticeLanguage } from '../config/index.ts'
import { isFollowed } from '../customers/index.ts'
import {
  allDashboards,
  effectiveSettings,
  type Dashboard,
  type FigureSettings,
} from '../dashboards/index.ts'
import type { ReportMaterial } from '../reports/index.ts'
import { organisationDay, type NoticeInstallation } from './notice-scene.ts'
import { segmentsIn } from './segments-follower.ts'

/** What a report is wanted of. */
export interface ReportWish {
  readonly dashboard: Dashboard
  /** In the place of what the dashboard says. */
  readonly settings: FigureSettings
  readonly title?: string | undefined
  /** Default: that of the insights, or English. */
  readonly language?: NoticeLanguage | undefined
  /** The day that names of ranges go by. Default: today. */
  readonly day?: number | undefined
}

/** Asks for everything that a report is made of. */
export async function askReport(
  { configuration, now }: Omit<NoticeInstallation, 'store'>,
  door: FiguresDoor,
  { dashboard, settings: chosen, title, language, day }: ReportWish,
  signal: AbortSignal,
): Promise<ReportMaterial> {
  const { currency, insights, organisation } = configuration
  const usual = currency === undefined ? {} : { currency }
  const today = day ?? organisationDay({ configuration, now })
  const settings = effectiveSettings(chosen, dashboard.settings, usual)
  return {
    dashboard,
    answers: await door.askAll(dashboardQuestions(dashboard, { today, chosen, usual }), signal),
    settings,
    range: dashboardRange(settings, today),
    organisation,
    language: language ?? insights?.language ?? 'en',
    title,
    madeAt: now(),
  }
}

/** The door to figures for reports that nobody in particular asks for. */
export function reportFigures({ store, configuration, now }: NoticeInstallation): FiguresDoor {
  const { settings, declared } = segmentsIn(configuration)
  return openFigures({
    store,
    connections: rowSources(configuration),
    zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
    now,
    personsAreCurrent: isFollowed,
    segmentOf: openSegments({ store, settings, declared, now }).membershipOf,
  })
}

/** @throws a `config` fault where there is no such dashboard. */
export function dashboardNamed(
  configuration: NoticeInstallation['configuration'],
  id: string,
): Dashboard {
  const all = allDashboards(configuration)
  const found = all.find((each) => each.id === id)
  if (found !== undefined) return found
  const meant = nearest(
    id,
    all.map((each) => each.id),
  )
  throw fault({
    kind: 'config',
    message: `There is no dashboard "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`}.`,
    hint: '`cartograph dashboards` shows all; more are declared under `dashboards:`.',
  })
}
