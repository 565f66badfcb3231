import { entryName, pathText, type EntryFault } from '../config/index.ts'
import type { ShownEntry } from '../declared/index.ts'
import { table, type Column } from './table.ts'

const columns: readonly Column<ShownEntry>[] = [
  { heading: 'entry', align: 'left', cell: (entry) => entryName(entry) },
  { heading: 'in the', align: 'left', cell: ({ origin }) => origin },
  { heading: 'version', align: 'right', cell: ({ version }) => version?.toString() ?? '' },
  { heading: 'changed at', align: 'left', cell: ({ changedAt }) => changedAt ?? '' },
  { heading: 'by', align: 'left', cell: ({ changedBy }) => changedBy ?? '' },
]

/** What the file and the store have, and what is wrong with it. */
export function configText(entries: readonly ShownEntry[]): string {
  if (entries.length === 0) return 'The configuration has no entries.'
  const faults = Object.fromEntries(entries.map((entry) => [entryName(entry), entry.faults]))
  return [table(columns, entries), ...faultLines(faults)].join('\n')
}

/** `connections/shop: config.url: is missing`. */
export function faultLines(
  faults: Readonly<Record<string, readonly EntryFault[]>>,
): readonly string[] {
  return Object.entries(faults).flatMap(([name, found]) =>
    found.flatMap(({ path, message, hint }) => [
      `${[name, pathText(path)].filter((part) => part !== '').join(': ')}: ${message}`,
      ...(hint === undefined ? [] : [`  ${hint}`]),
    ]),
  )
}
