import { effectiveSettings, type Dashboard } from '../dashboards/index.ts'
import type { Segment } from '../segments/index.ts'
import { contrastWithWhite } from './colour-contrast.ts'
import { checkFigureSettings } from './dashboards.ts'
import type { Path } from './document.ts'
import { entriesOf } from './environment.ts'
import type { Portal, PortalDashboard } from './portal-settings.ts'
import { portalShape, type PortalShape } from './portal-shape.ts'
import type { Reading } from './reading.ts'
import { checkDashboardName } from './reports.ts'

/** For text of usual size, by WCAG 2.2. */
const leastContrast = 4.5

/** The portals that the file declares; one of a wrong shape has been reported by then. */
export function readPortals(
  value: unknown,
  named: {
    readonly segments: ReadonlyMap<string, Segment>
    readonly dashboards: ReadonlyMap<string, Dashboard> | undefined
  },
  reading: Reading,
): ReadonlyMap<string, Portal> | undefined {
  const portals = new Map<string, Portal>()
  for (const [id, entry] of entriesOf(value)) {
    const parsed = portalShape.safeParse(entry)
    if (!parsed.success) continue
    const path: Path = ['portals', id]
    checkAccent(parsed.data, path, reading)
    const portal = portalOf(id, parsed.data)
    for (const { id: name, dashboard, settings } of portal.dashboards) {
      const at = [...path, 'dashboards', name]
      checkDashboardName(dashboard, [...(named.dashboards?.keys() ?? [])], at, reading)
      checkFigureSettings(settings, { path: at, segments: named.segments, reading })
    }
    portals.set(id, portal)
  }
  return portals.size === 0 ? undefined : portals
}

function checkAccent({ accent }: PortalShape, path: Path, { document, problems }: Reading): void {
  if (accent === undefined) return
  const contrast = contrastWithWhite(accent)
  if (contrast < leastContrast)
    problems.add(document, [...path, 'accent'], {
      message: `white cannot be read on ${accent}: the contrast is ${contrast.toFixed(1)} to 1, and ${leastContrast} to 1 is needed`,
      hint: 'Take a darker colour.',
    })
}

function portalOf(id: string, shape: PortalShape): Portal {
  const { title, accent, dashboards, downloads = [], choices = [] } = shape
  return {
    id,
    title,
    ...(accent !== undefined && { accent: accent.toLowerCase() }),
    downloads,
    choices,
    dashboards: Object.entries(dashboards).map(shownIn),
  }
}

function shownIn([id, shape]: [string, PortalShape['dashboards'][string]]): PortalDashboard {
  const { dashboard = id, title, ...settings } = shape
  return {
    id,
    dashboard,
    ...(title !== undefined && { title }),
    settings: effectiveSettings(settings),
  }
}
