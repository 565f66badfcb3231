import type { ServedState } from '../api/index.ts'
import { count, table, type Column } from './table.ts'

interface ServedRow {
  readonly name: string
  readonly state: ServedState | undefined
}

const columns: readonly Column<ServedRow>[] = [
  { heading: 'document', align: 'left', cell: ({ name }) => name },
  { heading: 'version', align: 'left', cell: ({ state }) => state?.version?.slice(0, 8) ?? 'none' },
  { heading: 'items', align: 'right', cell: ({ state }) => count(state?.items ?? 0) },
  { heading: 'bytes', align: 'right', cell: ({ state }) => count(state?.bytes ?? 0) },
  { heading: 'made', align: 'left', cell: ({ state }) => instantText(state?.madeAt) },
  { heading: 'last fetched', align: 'left', cell: ({ state }) => instantText(state?.fetchedAt) },
  { heading: 'by', align: 'left', cell: ({ state }) => state?.fetchedBy ?? '' },
]

/** The documents that vendors fetch, for a terminal. */
export function servedTable(rows: readonly ServedRow[]): string {
  return table(columns, rows)
}

/** What somebody must look at; `agree` is how they say that it may be shown. */
export function servedNote(
  { held, fault }: ServedState,
  agree = 'run push with --accept-deletes',
): string {
  if (held !== undefined)
    return `${count(held.vanished)} of ${count(held.of)} items would vanish, so the version before is served: look, then ${agree}`
  return fault === undefined ? '' : `no new version: ${fault.message}`
}

function instantText(instant: string | undefined): string {
  return instant === undefined ? 'never' : `${instant.slice(0, 16).replace('T', ' ')} UTC`
}
