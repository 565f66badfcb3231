import type { DeclaredSection } from './declared-sections.ts'

/** The areas of the product that an operator allows and an owner shows: this list is the only one. */
export const areas = [
  'analytics',
  'campaigns',
  'reports',
  'sharing',
  'customers',
  'carts',
  'automations',
  'feeds',
  'till',
] as const

export type Area = (typeof areas)[number]

/** By the first part of a path below `/api`. What is not named is of no area, and is there for everybody. */
const areaOfPath: Readonly<Record<string, Area>> = {
  figures: 'analytics',
  dashboards: 'analytics',
  insights: 'analytics',
  alerts: 'analytics',
  digests: 'analytics',
  campaigns: 'campaigns',
  attribution: 'campaigns',
  reports: 'reports',
  shares: 'sharing',
  shared: 'sharing',
  portals: 'sharing',
  customers: 'customers',
  segments: 'customers',
  'segment-fields': 'customers',
  events: 'customers',
  pages: 'customers',
  carts: 'carts',
  automations: 'automations',
  feeds: 'feeds',
  surfaces: 'till',
  bonus: 'till',
}

const areaOfSection: Readonly<Partial<Record<DeclaredSection, Area>>> = {
  dashboards: 'analytics',
  reports: 'reports',
  portals: 'sharing',
  segments: 'customers',
  nodes: 'customers',
  carts: 'carts',
  automations: 'automations',
  feeds: 'feeds',
}

/** The area that a route of the API is of, such as `GET /api/carts/figures`. */
export function areaOfRoute(route: string): Area | undefined {
  const [, part = ''] = /^[A-Z]+ \/api\/([\w-]+)/u.exec(route) ?? []
  return Object.hasOwn(areaOfPath, part) ? areaOfPath[part] : undefined
}

/** Whether an organisation that may use these areas may have entries of a section. */
export function isSectionOf(allowed: readonly Area[], section: DeclaredSection): boolean {
  const area = areaOfSection[section]
  return area === undefined || allowed.includes(area)
}
