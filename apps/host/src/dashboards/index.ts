export {
  mostWidgets,
  pageColumns,
  rangeNames,
  widgetForms,
  type Dashboard,
  type DashboardFilter,
  type FigureSettings,
  type RangeName,
  type Widget,
} from './dashboard.ts'
export { effectiveSettings } from './effective-settings.ts'
export { allDashboards, type KnownDashboard } from './known-dashboards.ts'
export { rangeIn } from './range-text.ts'
export {
  figureReports,
  reportDimensionNames,
  reportShapes,
  wholeAsk,
  type FigureReport,
} from './report-shapes.ts'
export { dashboardTemplates, templateNames } from './templates.ts'
