import type { InsertForm } from './bulk-forms.ts'
import { layoutOf } from './layout.ts'

/** What an insert does with rows whose key is there, as the end of its statement. */
export function conflictClause({ table, onConflict }: InsertForm): string {
  if (onConflict === 'fail') return ''
  const key = layoutOf(table).key.join(', ')
  const change = onConflict === 'keep' ? 'nothing' : `update set ${assignments(onConflict)}`
  return ` on conflict (${key}) do ${change}`
}

/** Columns and what they become, as `set` has them. */
export function assignments(set: Readonly<Record<string, string>>): string {
  return Object.entries(set)
    .map(([name, sql]) => `${name} = ${sql}`)
    .join(', ')
}
