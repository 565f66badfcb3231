import type { Invitation, Member } from '../store/index.ts'
import { table, type Column } from './table.ts'

interface Shown {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly state: string
  readonly id: string
}

const columns: readonly Column<Shown>[] = [
  { heading: 'name', align: 'left', cell: ({ name }) => name },
  { heading: 'address', align: 'left', cell: ({ email }) => email },
  { heading: 'role', align: 'left', cell: ({ role }) => role },
  { heading: 'state', align: 'left', cell: ({ state }) => state },
  { heading: 'id', align: 'left', cell: ({ id }) => id },
]

/** Members of the organisation, then those who are invited. */
export function usersText({
  members,
  invitations,
}: {
  readonly members: readonly Member[]
  readonly invitations: readonly Invitation[]
}): string {
  const rows = [
    ...members.map(({ twoFactor, ...each }) => ({
      ...each,
      state: twoFactor ? 'member, two steps' : 'member',
    })),
    ...invitations.map((each) => ({
      ...each,
      name: '-',
      state: `invited until ${new Date(each.expiresAt).toISOString().slice(0, 10)}`,
    })),
  ]
  if (rows.length === 0)
    return 'Nobody has an account yet; `cartograph serve` shows the code that makes the first.\n'
  return `${table(columns, rows)}\n`
}
