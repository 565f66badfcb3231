import { declaredSections, type DeclaredSection } from '../wishes/index.ts'
import type { Path } from './document.ts'

export { declaredSections, type DeclaredSection }

/** Where the entries of each section stand in a file. */
const sectionPaths: Readonly<Record<DeclaredSection, Path>> = {
  connections: ['connections'],
  deliveries: ['deliveries'],
  mappings: ['mappings'],
  segments: ['segments'],
  automations: ['automations'],
  carts: ['carts'],
  feeds: ['feeds'],
  dashboards: ['dashboards'],
  reports: ['reports'],
  portals: ['portals'],
  nodes: ['customers', 'nodes'],
  settings: [],
}

/** What the organisation has one of, by the names that entries of `settings` have. */
const settingPaths: Readonly<Record<string, Path>> = {
  currency: ['currency'],
  timeZone: ['timeZone'],
  contacting: ['contacting'],
  insights: ['insights'],
  failures: ['failures'],
  identity: ['customers', 'identity'],
  properties: ['customers', 'properties'],
  pages: ['customers', 'pages'],
}

export const settingNames = Object.keys(settingPaths)

/** An entry of the configuration that is kept in the store, in the form that it would have in the file. */
export interface DeclaredEntry {
  readonly section: DeclaredSection
  readonly id: string
  readonly value: unknown
}

export function isDeclaredSection(name: string): name is DeclaredSection {
  return Object.hasOwn(sectionPaths, name)
}

/** Where an entry would stand in a file; undefined where there is no such place. */
export function entryPath({
  section,
  id,
}: Pick<DeclaredEntry, 'section' | 'id'>): Path | undefined {
  if (section === 'settings') return Object.hasOwn(settingPaths, id) ? settingPaths[id] : undefined
  return /^[A-Za-z0-9][\w-]{0,62}$/.test(id) ? [...sectionPaths[section], id] : undefined
}

/** What stands at a place of a configuration's value. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const segment of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
        ? (value as Readonly<Record<string, unknown>>)[segment]
        : undefined
  return value
}

/** The same configuration with something at a place; undefined where what is above it has no keys. */
export function withValueAt(root: unknown, [key, ...below]: Path, value: unknown): unknown {
  if (key === undefined) return value
  const object = root === undefined || root === null ? {} : root
  if (typeof object !== 'object' || Array.isArray(object)) return root
  const keys = object as Readonly<Record<string, unknown>>
  const before = Object.hasOwn(keys, key) ? keys[key] : undefined
  return { ...keys, [key]: withValueAt(before, below, value) }
}

/** Every entry that a configuration's value has, in the order of the sections. */
export function entriesIn(root: unknown): readonly DeclaredEntry[] {
  return declaredSections.flatMap((section): readonly DeclaredEntry[] => {
    if (section === 'settings')
      return settingNames.flatMap((id) => {
        const value = valueAt(root, settingPaths[id] ?? [])
        return value === undefined || value === null ? [] : [{ section, id, value }]
      })
    const held = valueAt(root, sectionPaths[section])
    return typeof held === 'object' && held !== null
      ? Object.entries(held).map(([id, value]: [string, unknown]) => ({ section, id, value }))
      : []
  })
}
