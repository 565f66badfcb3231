import type { Dashboard } from './dashboard.ts'
import { dashboardTemplates } from './templates.ts'

/** A dashboard, and whether the file declares it, it was made on a page or over the API, or it is there anyway. */
export interface KnownDashboard extends Dashboard {
  readonly origin: 'file' | 'store' | 'template'
}

/** One’s own in their order, then the templates. */
export function allDashboards({
  dashboards,
  storedEntries,
}: {
  readonly dashboards?: ReadonlyMap<string, Dashboard> | undefined
  /** Names of entries of the configuration that the store has, such as `dashboards/sales`. */
  readonly storedEntries?: ReadonlySet<string> | undefined
}): readonly KnownDashboard[] {
  const own = [...(dashboards?.values() ?? [])].map((dashboard) =>
    from(storedEntries?.has(`dashboards/${dashboard.id}`) === true ? 'store' : 'file', dashboard),
  )
  return [...own, ...dashboardTemplates.map((template) => from('template', template))]
}

function from(origin: KnownDashboard['origin'], dashboard: Dashboard): KnownDashboard {
  return { ...dashboard, origin }
}
