import type { ShownShare } from '../sharing/index.ts'
import { table, type Column } from './table.ts'

const columns: readonly Column<ShownShare>[] = [
  { heading: 'link', align: 'left', cell: ({ id }) => id },
  {
    heading: 'shows',
    align: 'left',
    cell: ({ section, target }) => (section === 'portals' ? `portal ${target}` : target),
  },
  { heading: 'password', align: 'left', cell: ({ hasPassword }) => (hasPassword ? 'yes' : '-') },
  { heading: 'framed by', align: 'left', cell: ({ origins }) => origins.join(' ') || '-' },
  {
    heading: 'ends',
    align: 'left',
    cell: ({ expiresAt, isOver }) => (isOver ? 'over' : (minute(expiresAt) ?? '-')),
  },
  { heading: 'opened', align: 'right', cell: ({ opens }) => String(opens) },
  { heading: 'last', align: 'left', cell: ({ openedAt }) => minute(openedAt) ?? 'never' },
]

/** Links as a table, the newest first. */
export function sharesText(shares: readonly ShownShare[]): string {
  return shares.length === 0
    ? 'Nothing is shared; `cartograph shares make overview` makes a link.\n'
    : `${table(columns, shares)}\n`
}

function minute(instant: string | null): string | undefined {
  return instant === null ? undefined : `${instant.slice(0, 16).replace('T', ' ')} UTC`
}
