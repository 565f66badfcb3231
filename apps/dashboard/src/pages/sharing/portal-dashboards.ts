import type { FigureSettings } from '../../api/answers.ts'
import { groupIn, type FormGroup } from '../../schema-form/form-value.ts'

/** A dashboard of a portal: which one it is, and what it is held to. */
export interface ShownDashboard {
  /** Its name in the portal. */
  readonly id: string
  readonly of: string
  readonly value: FormGroup
}

/** The dashboards of a portal, in its order; one may be there several times, such as once for each shop. */
export function shownDashboards(dashboards: unknown): readonly ShownDashboard[] {
  return Object.entries(groupIn(dashboards)).map(([id, each]) => {
    const value = groupIn(each)
    const { dashboard } = value
    return { id, of: typeof dashboard === 'string' ? dashboard : id, value }
  })
}

export function writtenDashboards(all: readonly ShownDashboard[]): FormGroup {
  return Object.fromEntries(all.map(({ id, value }) => [id, value]))
}

/** One more at the end; shown a second time it has a name of its own. */
export function withDashboard(
  all: readonly ShownDashboard[],
  of: string,
): readonly ShownDashboard[] {
  const taken = new Set(all.map(({ id }) => id))
  if (!taken.has(of)) return [...all, { id: of, of, value: {} }]
  let count = 2
  while (taken.has(`${of}_${count}`)) count += 1
  return [...all, { id: `${of}_${count}`, of, value: { dashboard: of } }]
}

/** What figures are held to; what no page can show is as if it were not said. */
export function settingsIn(value: FormGroup): FigureSettings {
  const { range, compare, currency, stores, segments } = value
  const days = groupIn(range)
  const isDays = typeof days['from'] === 'string' && typeof days['to'] === 'string'
  return {
    ...((typeof range === 'string' || isDays) && { range: range as FigureSettings['range'] }),
    ...(typeof compare === 'string' && { compare: compare as FigureSettings['compare'] }),
    ...(typeof currency === 'string' && { currency }),
    ...(Array.isArray(stores) && { stores: stores.map(String) }),
    ...(Array.isArray(segments) && { segments: segments.map(String) }),
  }
}

/** The same dashboard held to something else. An empty list is said: it means all, whatever the dashboard says. */
export function withSettings(value: FormGroup, change: FigureSettings): FormGroup {
  return Object.fromEntries(
    Object.entries({ ...value, ...change }).filter(([, each]) => each !== undefined),
  )
}
