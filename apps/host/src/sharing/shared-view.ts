import type { Configuration, Portal } from '../config/index.ts'
import { allDashboards, type Dashboard, type FigureSettings } from '../dashboards/index.ts'
import type { StoredShare } from '../store/index.ts'
import type { ShareChoice } from '../rights/index.ts'
import { pinnedDashboard } from './pinned-dashboard.ts'

/** A dashboard that a link shows. */
export interface SharedDashboard {
  /** What it is called in addresses of the link; of a portal the name that it has there. */
  readonly id: string
  /** Whether its title is known in every language; one of one’s own is told as it was written. */
  readonly isTemplate: boolean
  readonly dashboard: Dashboard
}

/** Everything that a link shows. */
export interface SharedView {
  readonly kind: 'dashboard' | 'portal'
  readonly title: string
  readonly accent: string | undefined
  readonly dashboards: readonly SharedDashboard[]
  readonly downloads: readonly ('pdf' | 'csv')[]
  readonly choices: readonly ShareChoice[]
}

type Known = Pick<Configuration, 'dashboards' | 'storedEntries' | 'portals'>

/** What a link shows now; undefined: what was shared is not there any more. */
export function sharedView(
  { section, target, settings, choices }: StoredShare,
  configuration: Known,
): SharedView | undefined {
  if (section === 'portals') {
    const portal = configuration.portals?.get(target)
    return portal && portalView(portal, configuration)
  }
  const known = allDashboards(configuration).find(({ id }) => id === target)
  if (known === undefined) return undefined
  const dashboard = pinnedDashboard(known, JSON.parse(settings) as FigureSettings)
  return {
    kind: 'dashboard',
    title: known.title,
    accent: undefined,
    dashboards: [{ id: target, isTemplate: known.origin === 'template', dashboard }],
    downloads: [],
    choices: JSON.parse(choices) as readonly ShareChoice[],
  }
}

function portalView(portal: Portal, configuration: Known): SharedView {
  const { title, accent, downloads, choices } = portal
  const all = allDashboards(configuration)
  return {
    kind: 'portal',
    title,
    accent,
    downloads,
    choices,
    dashboards: portal.dashboards.flatMap(({ id, dashboard, title: own, settings }) => {
      const known = all.find((each) => each.id === dashboard)
      if (known === undefined) return []
      const pinned = pinnedDashboard(known, settings)
      return [
        {
          id,
          isTemplate: own === undefined && known.origin === 'template',
          dashboard: own === undefined ? pinned : { ...pinned, title: own },
        },
      ]
    }),
  }
}
