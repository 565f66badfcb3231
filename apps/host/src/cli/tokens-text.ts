import type { ShownToken } from '../access/index.ts'
import { table, type Column } from './table.ts'

const columns: readonly Column<ShownToken>[] = [
  { heading: 'token', align: 'left', cell: ({ name }) => name },
  { heading: 'kind', align: 'left', cell: ({ kind }) => kind },
  { heading: 'state', align: 'left', cell: ({ state }) => state },
  { heading: 'may', align: 'left', cell: ({ permissions }) => permissions.join(' ') },
  { heading: 'nodes', align: 'left', cell: ({ nodes }) => nodes.join(' ') || 'all' },
  { heading: 'origins', align: 'left', cell: ({ origins }) => origins.join(' ') || '-' },
  { heading: 'last used', align: 'left', cell: ({ lastUsedAt }) => minute(lastUsedAt) ?? 'never' },
  { heading: 'expires', align: 'left', cell: ({ expiresAt }) => minute(expiresAt) ?? 'never' },
  { heading: 'from', align: 'left', cell: ({ source }) => places[source] },
  { heading: 'id', align: 'left', cell: ({ id }) => id },
]

const places: Readonly<Record<ShownToken['source'], string>> = {
  issued: 'issued',
  declared: 'file, issued',
  file: 'file',
}

/** Tokens as a table: those that are good first, then those that wait, then those that are not any more. */
export function tokensText(tokens: readonly ShownToken[]): string {
  if (tokens.length === 0) return 'There is no token yet; `cartograph serve` makes the first.\n'
  const order: readonly ShownToken['state'][] = ['good', 'waiting', 'expired', 'revoked']
  const sorted = tokens.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return `${table(columns, sorted)}\n`
}

function minute(instant: string | null): string | undefined {
  return instant === null ? undefined : `${instant.slice(0, 16).replace('T', ' ')} UTC`
}
