import type { AuditPage, ShownEntry } from '../access/index.ts'
import { count, table, type Column } from './table.ts'

const columns: readonly Column<ShownEntry>[] = [
  { heading: 'at', align: 'left', cell: ({ at }) => at.replace(/\.\d+Z$/, 'Z') },
  { heading: 'who', align: 'left', cell: ({ actor }) => actor.name ?? actor.kind },
  { heading: 'what', align: 'left', cell: ({ action }) => action },
  { heading: 'of', align: 'left', cell: ({ target }) => target ?? '-' },
  { heading: 'node', align: 'left', cell: ({ node }) => node ?? '-' },
  { heading: 'outcome', align: 'left', cell: ({ outcome }) => outcome },
  { heading: 'times', align: 'right', cell: (entry) => count(entry.count) },
]

export function auditText({ entries, next }: AuditPage): string {
  if (entries.length === 0) return 'Nothing was written down.\n'
  const more = next === null ? '' : `\nMore: cartograph audit --before '${next}'\n`
  return `${table(columns, entries)}\n${more}`
}
