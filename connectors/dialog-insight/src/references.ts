import type { Key } from '@cartograph/core'
import type { Project, ProjectTable } from './project.ts'
import { keyOf } from './record-key.ts'
import type { RowItem } from './row-item.ts'
import type { TableRole } from './tables.ts'

interface Target {
  readonly sink: string
  readonly key: Key
  readonly required: boolean
}

/** What belongs to its row, and without which the row would be refused. */
const requiredFor: Readonly<Record<string, true>> = { transaction: true, cart: true }

/**
 * What must be there before a row: whose it is, what it is part of, and what it names. So contacts come first, then categories,
 * products, transactions and items, whichever delivery runs first.
 */
export function referencesOf(
  { tables, contactKey, config }: Project,
  { columns, contact, keys }: ProjectTable,
) {
  return (item: RowItem): Readonly<Record<string, Target>> => {
    const targets: Record<string, Target> = {}
    if (contact !== undefined && item.contact !== undefined && contactKey.length > 0)
      targets['contact'] = {
        sink: 'contacts',
        key: keyOf(contactKey, item.contact, config),
        required: true,
      }
    for (const { code, link } of columns) {
      if (link === undefined || link.table === 'contact') continue
      const other = tables.find(({ role }) => role === link.table)
      const value = keys.includes(code) ? item.key[code] : item.values?.[code]
      const isNamed = typeof value === 'number' || (typeof value === 'string' && value !== '')
      const [first] = other?.keys ?? []
      if (other === undefined || first === undefined || !isNamed) continue
      const role: TableRole = link.table
      targets[role] = {
        sink: other.sink,
        key: keyOf([first], { [first]: value }, config),
        required: requiredFor[role] ?? false,
      }
    }
    return targets
  }
}
