import type { Found } from './found.ts'
import { linkOf, type Settings } from './settings.ts'
import {
  commerceTables,
  contactColumn,
  defaultColumnName,
  tableRoles,
  type ColumnDefinition,
  type TableRole,
} from './tables.ts'
import type { MergeOptions, TableSettings } from './table-settings.ts'

export interface ProjectColumn extends ColumnDefinition {
  /** As the account calls it. */
  readonly code: string
  /** As we call it by default; another table's column is named so. */
  readonly ours: string
}

/** A table as this connection writes it. */
export interface ProjectTable {
  readonly role: TableRole | 'other'
  readonly sink: string
  readonly name: string
  /** `undefined` where neither the settings nor the account tell it. */
  readonly id: number | undefined
  readonly columns: readonly ProjectColumn[]
  /** Codes of the key's columns. */
  readonly keys: readonly string[]
  /** The column that names the contact. */
  readonly contact: string | undefined
  readonly merge: MergeOptions
}

/** What the connection writes to: settings, and what the account told. */
export interface Project {
  readonly config: Settings
  /** Codes of the project's key; none where nobody knows it. */
  readonly contactKey: readonly string[]
  readonly link: 'key' | 'idContact'
  readonly tables: readonly ProjectTable[]
}

export function projectOf(config: Settings, found: Found | null): Project {
  const { tables = {}, otherTables = {} } = config
  const own = tableRoles.flatMap((role) => {
    const given = tables[role]
    return given === undefined ? [] : [commerceTable(role, given, config, found)]
  })
  const others = Object.entries(otherTables).map(([sink, given]): ProjectTable => {
    const { id, name = sink, keys, contact, columns = {}, merge = {} } = given
    const all: Readonly<Record<string, ColumnDefinition>> = {
      ...Object.fromEntries(keys.map((key) => [key, { type: 'NVarChar', isKey: true }])),
      ...(contact !== undefined && { [contact]: { type: 'NVarChar', link: { table: 'contact' } } }),
      ...Object.fromEntries(
        Object.entries(columns).map(([code, type]) => [code, { type, isKey: keys.includes(code) }]),
      ),
    }
    return {
      role: 'other',
      sink,
      name,
      id,
      columns: Object.entries(all).map(([code, of]) => Object.assign({ code, ours: code }, of)),
      keys,
      contact,
      merge,
    }
  })
  return {
    config,
    contactKey: config.contactsBy ?? found?.contactKey ?? [],
    link: linkOf(config),
    tables: [...own, ...others],
  }
}

function commerceTable(
  role: TableRole,
  given: TableSettings,
  config: Settings,
  found: Found | null,
): ProjectTable {
  const { name: usual, sink, columns: definitions } = commerceTables[role]
  const { structure = 'retail' } = config
  const { name = usual, columns: names = {}, merge = {} } = given
  const known = Object.entries(definitions).flatMap(([ours, of]): readonly ProjectColumn[] => {
    const code = names[ours] ?? defaultColumnName(ours, structure)
    // A key cannot be left out.
    if (code === false && of.isKey !== true) return []
    return [
      {
        ...of,
        ...(of.link?.table === 'contact' && contactType(config)),
        code: code === false ? ours : code,
        ours,
      },
    ]
  })
  const added = Object.entries(names).flatMap(([ours, code]): readonly ProjectColumn[] =>
    ours in definitions || code === false ? [] : [{ type: 'NVarChar', code, ours }],
  )
  const columns = [...known, ...added]
  return {
    role,
    sink,
    name,
    id: given.id ?? found?.tables.find((table) => table.name === name)?.id ?? undefined,
    columns,
    keys: columns.filter(({ isKey }) => isKey === true).map(({ code }) => code),
    contact: columns.find(({ ours }) => ours === contactColumn)?.code,
    merge,
  }
}

function contactType(config: Settings): { readonly type: string } {
  return { type: linkOf(config) === 'idContact' ? 'Int' : 'NVarChar(200)' }
}

/** What a column is called here; `undefined` where it is left out. */
export function codeOf({ columns }: ProjectTable, ours: string): string | undefined {
  return columns.find((column) => column.ours === ours)?.code
}
