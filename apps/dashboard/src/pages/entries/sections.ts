import type { PlainKey } from '../../words/messages.ts'
import type { Entry, Section } from './entry.ts'

/** What each part of the configuration is called, in the order of their list. */
export const sectionTitles: Readonly<Record<Section, PlainKey>> = {
  connections: 'connections.title',
  deliveries: 'deliveries.title',
  mappings: 'section.mappings',
  segments: 'segments.title',
  automations: 'automations.title',
  carts: 'carts.title',
  feeds: 'feeds.title',
  dashboards: 'dashboards.title',
  reports: 'section.reports',
  portals: 'section.portals',
  nodes: 'section.nodes',
  settings: 'section.settings',
}

export const sections = Object.keys(sectionTitles) as readonly Section[]

export function sectionNamed(name: string): Section | undefined {
  return sections.find((section) => section === name)
}

/** Entries by their section; sections without any are left out. */
export function bySection(
  entries: readonly Entry[],
): readonly { readonly section: Section; readonly entries: readonly Entry[] }[] {
  return sections
    .map((section) => ({ section, entries: entries.filter((entry) => entry.section === section) }))
    .filter((group) => group.entries.length > 0)
}

/** Where an entry is looked at and changed: connections have a page of their own. */
export function entryPath({ section, id }: Pick<Entry, 'section' | 'id'>): string {
  return section === 'connections'
    ? `/connections/of/${encodeURIComponent(id)}`
    : `/configuration/${section}/${encodeURIComponent(id)}`
}
