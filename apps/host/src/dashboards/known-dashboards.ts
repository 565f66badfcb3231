import type { Dashboard } from './dashboard.ts'
import { dashboardTemplates } from './templates.ts'

/** A dashboard, and whether the file declares it or it is there anyway. */
export interface KnownDashboard extends Dashboard {
  readonly origin: 'file' | 'template'
}

/** Those of the file in its order, then the templates. */
export function allDashboards({
  dashboards,
}: {
  readonly dashboards?: ReadonlyMap<string, Dashboard> | undefined
}): readonly KnownDashboard[] {
  const from = (origin: KnownDashboard['origin']) => (dashboard: Dashboard) =>
    Object.assign({}, dashboard, { origin })
  return [
    ...[...(dashboards?.values() ?? [])].map(from('file')),
    ...dashboardTemplates.map(from('template')),
  ]
}
