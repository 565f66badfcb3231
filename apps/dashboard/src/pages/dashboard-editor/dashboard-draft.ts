import type { Dashboard, FigureSettings, Widget } from '../../api/answers.ts'
import type { AskedOf } from '../../api/routes.ts'
import { isNamedAfterMetrics } from '../dashboards/widget-name.ts'
import { firstReports } from './report-kinds.ts'

/** A dashboard as it is changed on a page: everything that it shows is its own, whatever it began with. */
export interface DashboardDraft {
  readonly title: string
  readonly settings: FigureSettings
  readonly widgets: readonly WidgetDraft[]
}

/** Its title is empty where it is named after what it shows. */
export type WidgetDraft = Widget

/** What stands below `dashboards.ID` in the configuration. */
export type WrittenDashboard = NonNullable<AskedOf<'POST /api/dashboards/preview'>['body']>
type WrittenWidget = NonNullable<WrittenDashboard['widgets']>[string]

export const emptyDraft: DashboardDraft = { title: '', settings: {}, widgets: [] }

/** Something else that begins as a dashboard is now. */
export function draftFrom(
  { title, settings, widgets }: Dashboard,
  titleOf: (title: string) => string = (kept) => kept,
): DashboardDraft {
  return {
    title,
    settings,
    widgets: widgets.map((widget) => ({
      ...widget,
      title: isNamedAfterMetrics(widget) ? '' : titleOf(widget.title),
    })),
  }
}

/** What was kept, with the widgets of its template written out. */
export function readDraft(
  id: string,
  written: WrittenDashboard,
  template: Dashboard | undefined,
): DashboardDraft {
  const { title, template: _, widgets = {}, ...settings } = written
  const own = new Map(Object.entries(widgets).map(([name, said]) => [name, readWidget(name, said)]))
  const inPlace = (template?.widgets ?? []).map((widget) => own.get(widget.id) ?? widget)
  const places = new Set(inPlace.map((widget) => widget.id))
  return {
    title: title ?? template?.title ?? id,
    settings: { ...template?.settings, ...settings },
    widgets: [...inPlace, ...[...own.values()].filter((widget) => !places.has(widget.id))],
  }
}

function readWidget(
  id: string,
  { title = '', show, report, metrics, by, width, ...settings }: WrittenWidget,
): WidgetDraft {
  const usual = report === undefined ? undefined : firstReports[report]
  return {
    id,
    title,
    show: show ?? (report === undefined ? 'number' : 'table'),
    ...(report !== undefined && { report }),
    metrics: metrics ?? usual?.metrics ?? [],
    by: by ?? usual?.by ?? [],
    ...(width !== undefined && { width }),
    settings,
  }
}

/** What is kept of it. */
export function writtenDashboard({ title, settings, widgets }: DashboardDraft): WrittenDashboard {
  return {
    title: title.trim(),
    ...writtenSettings(settings),
    widgets: Object.fromEntries(widgets.map((widget) => [widget.id, writtenWidget(widget)])),
  }
}

export function writtenWidget({
  title,
  show,
  report,
  metrics,
  by,
  width,
  settings,
}: WidgetDraft): WrittenWidget {
  return {
    ...(title.trim() !== '' && { title: title.trim() }),
    show,
    ...(report !== undefined && { report }),
    metrics,
    by,
    ...(width !== undefined && { width }),
    ...writtenSettings(settings),
  }
}

/** A filter that has no values yet keeps nothing out, and is not kept. */
function writtenSettings({ filters, ...settings }: FigureSettings): FigureSettings {
  const filled = (filters ?? []).filter(({ values }) => values.length > 0)
  return { ...settings, ...(filled.length > 0 && { filters: filled }) }
}
