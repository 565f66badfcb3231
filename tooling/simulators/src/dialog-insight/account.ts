import type { Column, Stored } from './column.ts'
import type { DialogInsightUnknowns } from './options.ts'

export interface AccessKey {
  readonly idKey: number
  key: string
  isActive: boolean
  /** Milliseconds. */
  expiresAt: number | undefined
  /** From where it may be used; anywhere where it is empty. */
  addresses: readonly string[]
  /** Such as `Contacts.Merge`; all where it is undefined. */
  permissions: readonly string[] | undefined
}

export interface Row {
  /** The internal id; of a person `idContact`. */
  readonly id: number
  readonly values: Map<string, Stored>
}

/** People of a project, or a table; both are merged, read and deleted alike. */
export interface Table {
  readonly id: number
  readonly name: string
  readonly isContacts: boolean
  /** Codes of the columns that are the key. */
  readonly keys: readonly string[]
  readonly columns: Map<string, Column>
  /** By the text of the key. */
  readonly rows: Map<string, Row>
}

export interface OptInChange {
  readonly idContact: number
  readonly code: string
  readonly value: string
  readonly at: number
}

export interface Project {
  readonly id: number
  readonly name: string
  readonly contacts: Table
  readonly optIns: Map<string, string>
  readonly tables: Map<number, Table>
  readonly optInChanges: OptInChange[]
}

export interface Account {
  readonly now: () => number
  readonly unknowns: DialogInsightUnknowns
  readonly keys: Map<number, AccessKey>
  readonly projects: Map<number, Project>
  readonly nextId: () => number
}

export function tableOf(
  account: Account,
  id: unknown,
): { readonly project: Project; readonly table: Table } | undefined {
  for (const project of account.projects.values()) {
    const table = project.tables.get(Number(id))
    if (table !== undefined) return { project, table }
  }
  return undefined
}

/** The text by which rows are told apart; the database takes no notice of case. */
export function keyText(account: Account, values: readonly (Stored | undefined)[]): string {
  const text = JSON.stringify(values.map((value) => String(value ?? '')))
  return account.unknowns.letterCase === 'ignored' ? text.toLowerCase() : text
}

export function rowKey(
  account: Account,
  { keys }: Table,
  values: ReadonlyMap<string, Stored>,
): string {
  return keyText(
    account,
    keys.map((code) => values.get(code)),
  )
}

export function personById({ contacts }: Project, id: number): Row | undefined {
  for (const row of contacts.rows.values()) if (row.id === id) return row
  return undefined
}
