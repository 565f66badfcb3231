/** The parts of a configuration whose entries can be kept in the store too. */
export const declaredSections = [
  'connections',
  'deliveries',
  'mappings',
  'segments',
  'automations',
  'carts',
  'feeds',
  'dashboards',
  'reports',
  'portals',
  'nodes',
  'settings',
] as const

export type DeclaredSection = (typeof declaredSections)[number]
