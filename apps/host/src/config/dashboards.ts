import { fault, nearest } from '@cartograph/core'
import type * as z from 'zod'
import {
  dashboardTemplates,
  effectiveSettings,
  mostWidgets,
  templateNames,
  wholeAsk,
  type Dashboard,
  type FigureSettings,
  type Widget,
} from '../dashboards/index.ts'
import { dimensionNames } from '../figure-names/index.ts'
import { predefinedSegments, type Segment } from '../segments/index.ts'
import {
  dashboardShape,
  figureSettingsShape,
  type DashboardShape,
  type WidgetShape,
} from './dashboard-shape.ts'
import type { Path } from './document.ts'
import { entriesOf } from './environment.ts'
import {
  checkDimension,
  checkFilter,
  checkMetric,
  checkReport,
  checkReportFilter,
  checkTogether,
} from './named-figures.ts'
import { choice } from './naming.ts'
import type { Reading } from './reading.ts'

/** The dashboards that the file declares; one of a wrong shape has been reported by then. */
export function readDashboards(
  value: unknown,
  segments: ReadonlyMap<string, Segment>,
  reading: Reading,
): ReadonlyMap<string, Dashboard> | undefined {
  if (value === undefined || value === null) return undefined
  const dashboards = new Map<string, Dashboard>()
  const known = knownSegments(segments)
  for (const [id, entry] of entriesOf(value)) {
    const parsed = dashboardShape.safeParse(entry)
    if (!parsed.success) continue
    const path: Path = ['dashboards', id]
    if (templateNames.includes(id))
      reading.problems.add(reading.document, path, {
        part: 'key',
        message: `"${id}" is a template; take another name`,
      })
    const dashboard = dashboardOf(id, parsed.data)
    // What is wrong with each of far too many nobody wants to know.
    if (dashboard.widgets.length > mostWidgets)
      reading.problems.add(reading.document, path, { part: 'key', ...tooMany(dashboard) })
    else checkDashboard(parsed.data, { path, segments: known, reading })
    dashboards.set(id, dashboard)
  }
  return dashboards
}

function dashboardOf(id: string, shape: DashboardShape): Dashboard {
  const { title, template, widgets = {} } = shape
  const base = dashboardTemplates.find((each) => each.id === template)
  const own = Object.entries(widgets).map(([name, widget]) => widgetOf(name, widget))
  const replaced = new Map(own.map((widget) => [widget.id, widget]))
  const inherited = base?.widgets ?? []
  return {
    id,
    title: title ?? base?.title ?? id,
    settings: effectiveSettings(shape, base?.settings ?? {}),
    widgets: [
      ...inherited.map((widget) => replaced.get(widget.id) ?? widget),
      ...own.filter((widget) => inherited.every((each) => each.id !== widget.id)),
    ],
  }
}

function widgetOf(
  id: string,
  { title, show, report, metrics: named, by: parted, width, ...said }: WidgetShape,
): Widget {
  const { metrics, by } = wholeAsk(report, { metrics: named, by: parted })
  return {
    id,
    title: title ?? metrics.join(', '),
    show: show ?? (report === undefined ? 'number' : 'table'),
    ...(report !== undefined && { report }),
    metrics,
    by,
    ...(width !== undefined && { width }),
    settings: said,
  }
}

function tooMany({ widgets }: Dashboard) {
  return {
    message: `has ${widgets.length} widgets, and ${mostWidgets} are asked for at once at the most`,
    hint: `Keep ${mostWidgets}, and make another dashboard of the others.`,
  }
}

/**
 * A dashboard from outside that is not kept yet, as it would stand in the configuration.
 *
 * Its shape is checked and how many widgets it has; what it names is found out when it is asked for.
 *
 * @throws a `config` fault that says what is wrong with it.
 */
export function parseDashboard(value: unknown): Dashboard {
  const parsed = dashboardShape.safeParse(value)
  if (!parsed.success)
    throw notUnderstood(
      'dashboard',
      parsed.error,
      'It may have `title`, `template`, `widgets` and settings',
    )
  const dashboard = dashboardOf('preview', parsed.data)
  if (dashboard.widgets.length <= mostWidgets) return dashboard
  const { message, hint } = tooMany(dashboard)
  throw fault({ kind: 'config', message: `The dashboard ${message}.`, hint })
}

/**
 * Settings of figures from outside.
 *
 * @throws a `config` fault that says what is wrong with them.
 */
export function parseFigureSettings(value: unknown): FigureSettings {
  const parsed = figureSettingsShape.safeParse(value)
  if (parsed.success) return parsed.data
  throw notUnderstood(
    'settings',
    parsed.error,
    'They may have `range`, `compare`, `currency`, `stores`, `segments` and `filters`',
  )
}

function notUnderstood(what: string, { issues: [issue] }: z.ZodError, expected: string): Error {
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  return fault({
    kind: 'config',
    message: `What is said of the ${what} is not understood: ${place}${issue?.message ?? 'it has another form'}.`,
    hint: `${expected}; docs/analytics/dashboards.md shows some.`,
  })
}

interface Place {
  readonly path: Path
  readonly segments: readonly string[]
  readonly reading: Reading
}

function checkDashboard(shape: DashboardShape, { path, segments, reading }: Place): void {
  const { template, widgets = {} } = shape
  const base = dashboardTemplates.find(({ id }) => id === template)
  if (template !== undefined && base === undefined)
    reading.problems.add(reading.document, [...path, 'template'], {
      message: `there is no template "${template}"${choice(nearest(template, templateNames), templateNames)}`,
    })
  checkSettings(shape, { path, segments, reading })
  const inherited = (base?.widgets ?? []).filter(({ id }) => widgets[id] === undefined)
  checkFilters(
    shape,
    inherited.flatMap(({ report, metrics }) => (report === undefined ? metrics : [])),
    path,
    reading,
  )
  for (const { id, report } of base?.widgets ?? [])
    if (report !== undefined && widgets[id] === undefined && (shape.filters ?? []).length > 0)
      checkReportFilter(report, [...path, 'filters'], reading)
  for (const [id, widget] of Object.entries(widgets)) {
    const at = [...path, 'widgets', id]
    checkSettings(widget, { path: at, segments, reading })
    if (widget.report === undefined) {
      checkPlain(widget, shape, { path, at, reading })
      continue
    }
    checkReport({ ...widget, report: widget.report }, at, reading)
    const filtered = widget.filters === undefined ? path : at
    const { filters = shape.filters ?? [] } = widget
    if (filters.length > 0) checkReportFilter(widget.report, [...filtered, 'filters'], reading)
  }
}

/** A widget of metrics by dimensions. */
function checkPlain(
  widget: WidgetShape,
  shape: DashboardShape,
  { path, at, reading }: { readonly path: Path; readonly at: Path; readonly reading: Reading },
): void {
  const { metrics = [], by = [] } = widget
  for (const [place, metric] of metrics.entries())
    checkMetric(metric, [...at, 'metrics', place], reading)
  for (const [place, dimension] of by.entries())
    checkDimension(dimension, [...at, 'by', place], reading)
  checkTogether({ metrics, by }, at, reading)
  if (widget.filters === undefined) checkFilters(shape, metrics, path, reading)
  else checkFilters(widget, metrics, at, reading)
}

/** What settings name has to be there. */
export function checkFigureSettings(
  settings: FigureSettings,
  given: Omit<Place, 'segments'> & { readonly segments: ReadonlyMap<string, Segment> },
): void {
  checkSettings(settings, { ...given, segments: knownSegments(given.segments) })
}

function knownSegments(own: ReadonlyMap<string, Segment>): readonly string[] {
  return [...own.keys(), ...predefinedSegments.map(({ id }) => id)]
}

function checkSettings({ segments: wanted = [], range }: FigureSettings, place: Place): void {
  const { path, segments, reading } = place
  const { document, problems } = reading
  for (const [index, id] of wanted.entries())
    if (!segments.includes(id))
      problems.add(document, [...path, 'segments', index], {
        message: `there is no segment "${id}"${choice(nearest(id, segments), segments)}`,
      })
  if (typeof range === 'object' && range.to < range.from)
    problems.add(document, [...path, 'range'], { message: 'ends before it begins' })
}

function checkFilters(
  { filters = [] }: FigureSettings,
  metrics: readonly string[],
  path: Path,
  reading: Reading,
): void {
  for (const [index, { dimension }] of filters.entries()) {
    const at = [...path, 'filters', index, 'dimension']
    if (dimensionNames.includes(dimension)) checkFilter(dimension, metrics, at, reading)
    else checkDimension(dimension, at, reading)
  }
}
